-- Random program, seed 5053; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"lifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      set_future("t1.1", 2, 7)
      notify("t1.2", 1, 3)
      local c1 = async(function()
        shelter("c1.3", "Exception", function()
          put_nowait("c1.1", 1, 5)
          local _ <close> = await(condition(1):acquire())
          notify_all("c1.2", 1)
        end)
        shelter("c1.5", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(acquire_lock("c1.4", 1))
        end)
        cancel("c1.6", 1)
        local c2 = async(function()
          cancelling("c2.1")
          cancel("c2.2", 1)
          mark("c2.3")
          shelter("c2.5", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(acquire_lock("c2.4", 2))
          end)
          shelter("c2.11", nil, function()
            mark("c2.6")
            await(nap(1))
            shelter("c2.8", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(join_queue("c2.7", 2))
            end)
            shelter("c2.10", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(acquire_lock("c2.9", 1))
            end)
          end)
          return 30
        end)
        await(wait_limited("c1.7", c2, 0.25))
        watch_future("c1.8", 3)
        return 6
      end)
      await(each_completed("t1.3", {c1}, 0.25))
    end)
    shelter("t1.9", nil, function()
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t1.6", "Exception", function()
          local _ <close> = timeout_scope(5, 0.25)
          await(wait_condition("t1.5", 1))
        end)
      end
      set_future("t1.7", 4, 5)
      local c3 = async(function()
        mark("c3.1")
        return 78
      end)
      await(wait_shielded("t1.8", c3))
    end)
    return 16
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", "Exception", function()
      await(nap(2))
    end)
    shelter("t2.3", "Exception", function()
      mark("t2.2")
    end)
    return 80
  end)
  spawn(2, t2, false)
  await(put("main.1", 2, 6))
  shelter("main.3", "Exception", function()
    await(nap(0))
    set_future("main.2", 1, 5)
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(get("main.4", 2))
    end)
  end)
  shelter("main.11", nil, function()
    set_future("main.7", 2, 2)
    cancel_future("main.8", 3)
    await(abort_barrier("main.9", 1))
    watch("main.10", 2)
  end)
end
--[==[ trace
0 main.1
1 t1.1 nil
1 t1.2 misuse
1 main.2 nil
1 main.4 6
1 main.7 InvalidStateError
1 main.8 true
1 main.9 true
2 c1.1 nil
2 c1.2 nil
2 c1.4
2 c1.6 true
2 c2.1 0
2 c2.2 true
2 c2.3
2 c2.4
2 c2.6
3 t1.4 CancelledError
3 c2.11 CancelledError
3 c1.7 30
4 main.10 cancelled
4 c1.8 cancelled
6 t1.6 TimeoutError
6 t1.7 nil
7 c3.1
9 t1.8 78
]==]
