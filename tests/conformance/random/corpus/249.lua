-- Random program, seed 4030; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 3}, {"priority", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      await(abort_barrier("t1.1", 1))
      await(reset_barrier("t1.2", 1))
      task_done("t1.3", 2)
      fail_future("t1.5", 2)
    end)
    shelter("t1.18", "Exception", function()
      do
        local _ <close> = defer(function()
          mark("t1.12")
          for _ = 1, 3 do
            shelter("t1.14", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(wait_event("t1.13", 1))
            end)
            await(nap(0))
          end
          await(nap(1.5))
        end)
        do
          local _ <close> = timeout_scope(1, 1)
          shelter("t1.8", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_barrier("t1.7", 1))
          end)
          shelter("t1.10", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(put("t1.9", 1, 9))
          end)
        end
        expired("t1.11", 1)
        local t2 = async(function()
          shelter("t2.6", nil, function()
            shelter("t2.2", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(get("t2.1", 2))
            end)
            set_future("t2.3", 1, 9)
            await(nap(0.5))
            set_future("t2.5", 1, 9)
          end)
          shelter("t2.10", "Exception", function()
            shelter("t2.8", "Exception", function()
              local _ <close> = timeout_scope(5, 0.25)
              await(wait_event("t2.7", 2))
            end)
            cancel("t2.9", 1)
          end)
          return 5
        end)
        spawn(2, t2, false)
      end
      local _ <close> = group_scope(1)
      put_nowait("t1.15", 2, 4)
      get_nowait("t1.16", 1)
      cancelling("t1.17")
    end)
    return 36
  end)
  spawn(1, t1, true)
  shelter("main.2", nil, function()
    watch_future("main.1", 1)
  end)
  put_nowait("main.3", 1, 8)
  shelter("main.5", "Exception", function()
    put_nowait("main.4", 1, 9)
  end)
  shutdown_queue("main.6", 2, true)
  shelter("main.8", nil, function()
    await(acquire_semaphore("main.7", 2))
  end)
  shelter("main.10", "Exception", function()
    cancel("main.9", 2)
  end)
end
--[==[ trace
0 t1.1 true
0 t1.2 0
0 t1.3 misuse
0 t1.5 nil
0 main.3 nil
0 main.4 nil
0 main.6
2 t1.8 TimeoutError
2 t1.9
2 t1.11 false
2 t1.12
3 t2.2 QueueShutDown
3 t2.3 nil
4 main.1 finished 9
6 t2.5 InvalidStateError
8 t2.8 TimeoutError
8 t2.9 true
11 main.8 CancelledError
11 main.9 false
]==]
