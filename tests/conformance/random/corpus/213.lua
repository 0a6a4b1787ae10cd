-- Random program, seed 5186; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 0}, {"lifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local g1 = coroutine.wrap(function()
      local t2 = async(function()
        task_done("t2.1", 1)
        task_done("t2.2", 2)
        state_of("t2.3", 1)
        cancel("t2.4", 1)
        return 43
      end)
      spawn(2, t2, false)
      do
        local _ <close> = group_scope(1)
        notify_all("g1.1", 1)
        watch("g1.2", 2)
        notify_all("g1.3", 1)
      end
      coroutine.yield(1)
      put_nowait("g1.4", 2, 4)
      shelter("g1.6", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(acquire_lock("g1.5", 2))
      end)
      coroutine.yield(2)
    end)
    for value in g1 do log("t1.1", value) end
    shelter("t1.7", nil, function()
      clear_event(1)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(2, 0.25)
        await(wait_barrier("t1.2", 1))
      end)
      group_cancel("t1.4", 1)
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_future("t1.5", 1))
      end)
    end)
    return 27
  end)
  spawn(1, t1, true)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(put("main.1", 2, 6))
    end)
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(wait_event("main.4", 1))
    end)
  end)
  shelter("main.8", "Exception", function()
    await(reset_barrier("main.7", 1))
  end)
end
--[==[ trace
0 g1.1 misuse
0 g1.3 misuse
0 t1.1 1
0 g1.4 nil
0 g1.5
0 t1.1 2
0 main.1
1 t2.1 misuse
1 t2.2 nil
1 t2.3 pending
1 t2.4 true
2 t1.7 CancelledError
2 g1.2 finished 43
4 main.5 TimeoutError
4 main.7 0
]==]
