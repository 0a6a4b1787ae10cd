-- Random program, seed 4241; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local c1 = async(function()
      get_nowait("c1.1", 1)
      await(nap(0.25))
      clear_event(1)
      fail_future("c1.2", 3)
      return 80
    end)
    await(wait_limited("t1.2", c1, 1))
    do
      local _ <close> = group_scope(1)
      notify_all("t1.3", 1)
      set_event(1)
      put_nowait("t1.4", 1, 1)
      notify("t1.5", 1, 3)
    end
    shelter("t1.9", "Exception", function()
      group_cancel("t1.6", 1)
      uncancel("t1.7")
      await(nap(0.5))
      set_event(1)
    end)
    return 86
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      mark("t2.1")
      put_nowait("t2.2", 2, 1)
    end)
    later(1, 2, function()
      put_nowait("k1.1", 1, 6)
    end)
    return 33
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      notify("t3.1", 1, 2)
      local t4 = async(function()
        await(nap(0))
        await(look("t4.1", 1))
        shelter("t4.5", nil, function()
          shelter("t4.3", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(join("t4.2", 2))
          end)
          local g1 = coroutine.wrap(function()
            cancel("g1.1", 3)
            reschedule("g1.2", 1, nil)
            coroutine.yield(1)
            await(nap(1))
            coroutine.yield(2)
            shelter("g1.4", "Exception", function()
              local _ <close> = timeout_scope(2, 0)
              await(acquire_semaphore("g1.3", 2))
            end)
            coroutine.yield(3)
          end)
          for value in g1 do log("t4.4", value) end
          await(nap(0))
        end)
        return 53
      end)
      spawn(4, t4, false)
    end)
    return 34
  end)
  spawn(3, t3, false)
  shelter("main.2", "Exception", function()
    cancelling("main.1")
  end)
  shelter("main.4", nil, function()
    watch_future("main.3", 1)
  end)
  shelter("main.5", nil, function()
    await(nap(0.5))
  end)
  shelter("main.6", "Exception", function()
    set_event(1)
  end)
end
--[==[ trace
0 main.1 0
1 c1.1 QueueEmpty
1 t2.1
1 t2.2 nil
1 t3.1 misuse
5 c1.2 nil
5 t1.2 80
5 t1.3 misuse
5 t1.4 nil
5 t1.5 misuse
5 t1.6
5 t1.7 0
10 t4.1 CancelledError
10 t4.2 33
10 g1.1 false
10 g1.2 misuse
10 t4.4 1
12 t4.4 2
12 g1.3
12 t4.4 3
]==]
