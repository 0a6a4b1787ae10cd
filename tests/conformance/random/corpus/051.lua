-- Random program, seed 3312; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"lifo", 3}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      local c1 = async(function()
        do
          local _ <close> = group_scope(1)
          watch("c1.1", 1)
          cancel_future("c1.2", 2)
          state_of("c1.3", 1)
        end
        local g1 = coroutine.wrap(function()
          get_nowait("g1.1", 2)
          cancel("g1.2", 1)
          coroutine.yield(1)
          cancel("g1.3", 1)
          coroutine.yield(2)
        end)
        for value in g1 do log("c1.4", value) end
        local b1 = async(function()
          shelter("b1.1", "Exception", function()
            clear_event(1)
          end)
          shelter("b1.3", nil, function()
            cancel("b1.2", 1)
          end)
          return 19
        end)
        await(b1())
        cancel("c1.5", 1)
        return 10
      end)
      local c2 = async(function()
        uncancel("c2.1")
        return 85
      end)
      await(gather_all("t1.1", {c1, c2}, false))
      for _ = 1, 3 do
        uncancel("t1.2")
      end
    end)
    do
      local _ <close> = await(condition(1):acquire())
      notify("t1.4", 1, 2)
    end
    soon(1, function()
      mark("k1.1")
      cancel("k1.2", 1)
      for _ = 1, 3 do
        notify("k1.3", 1, 1)
        release_semaphore("k1.4", 2)
      end
    end)
    do
      local _ <close> = await(lock(1):acquire())
      do
        local _ <close> = timeout_scope(1, 1)
        cancel("t1.5", 1)
      end
      expired("t1.6", 1)
      bump()
    end
    return 22
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    reschedule("main.1", 1, 0)
    await(nap(1.5))
  end)
  shelter("main.3", "Exception", function()
    set_event(1)
  end)
  shelter("main.5", nil, function()
    task_done("main.4", 2)
  end)
end
--[==[ trace
2 c1.2 true
2 c1.3 pending
2 g1.1 QueueEmpty
2 g1.2 true
2 c1.4 1
2 g1.3 true
2 c1.4 2
2 b1.2 true
2 c1.5 true
4 t1.3 CancelledError
4 t1.4 nil
4 t1.5 true
4 t1.6 false
5 k1.1
5 k1.2 false
5 k1.3 misuse
5 k1.4 misuse true
5 k1.3 misuse
5 k1.4 misuse true
5 k1.3 misuse
5 k1.4 misuse true
5 c1.1 cancelled
7 main.4 misuse
]==]
