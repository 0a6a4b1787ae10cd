-- Random program, seed 3917; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 3}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.7", "Exception", function()
        soon(1, function()
          state_of("k1.1", 1)
        end)
        later(2, 0, function()
          state_of("k2.1", 2)
          watch("k2.2", 1)
          cancel("k2.3", 2)
        end)
        do
          local _ <close> = group_scope(1)
          release_lock("t2.2", 2)
        end
        local _ <close> = defer(function()
          mark("t2.4")
          cancel("t2.5", 1)
          boom("t2.6")
        end)
        cancel("t2.3", 2)
      end)
      return 76
    end)
    spawn(2, t2, true)
    shelter("t1.2", nil, function()
      do
        local _ <close> = await(lock(1):acquire())
        later(3, 0.5, function()
          boom("k3.1")
        end)
      end
      await(nap(0.5))
      watch("t1.1", 1)
    end)
    return 41
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    local t3 = async(function()
      shelter("t3.3", nil, function()
        shelter("t3.2", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(wait_barrier("t3.1", 1))
        end)
      end)
      do
        local _ <close> = defer(function()
          mark("t3.9")
          shutdown_queue("t3.10", 2, true)
        end)
        reschedule("t3.4", 1, nil)
        shelter("t3.6", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(wait_future("t3.5", 2))
        end)
        shelter("t3.8", "Exception", function()
          local _ <close> = timeout_scope(3, 0.25)
          await(acquire_semaphore("t3.7", 2))
        end)
      end
      await(wait_some("t3.11", {2}, 1, "ALL_COMPLETED"))
      await(nap(0))
      get_nowait("t3.12", 2)
      return 12
    end)
    spawn(3, t3, false)
    task_done("main.1", 1)
  end)
  shelter("main.4", "Exception", function()
    state_of("main.3", 2)
  end)
  shelter("main.6", "Exception", function()
    release_semaphore("main.5", 2)
  end)
  watch_future("main.7", 2)
  shelter("main.8", "Exception", function()
    clear_event(1)
  end)
  shelter("main.11", nil, function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(4, 0.25)
      await(acquire_semaphore("main.9", 1))
    end)
  end)
end
--[==[ trace
0 main.1 misuse
0 main.3 none
0 main.5 nil false
0 main.9
1 t2.2 misuse false
1 t2.4
1 t2.5 true
1 t2.6
1 t2.7 Boom t2.6
2 k1.1 pending
2 t1.2 CancelledError
2 t3.3 CancelledError
2 t3.4 misuse
2 k2.1 finished 76
2 k2.3 false
3 k2.2 finished 41
5 main.7 cancelled
5 t3.6 TimeoutError
5 t3.7
5 t3.9
5 t3.10
7 t3.11 {t2} {}
8 t3.12 QueueShutDown
]==]
