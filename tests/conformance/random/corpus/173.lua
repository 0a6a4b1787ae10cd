-- Random program, seed 3987; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.1", "Exception", function()
      local t2 = async(function()
        shelter("t2.2", "Exception", function()
          local c1 = async(function()
            shelter("c1.3", "Exception", function()
              watch("c1.1", 1)
              await(abort_barrier("c1.2", 1))
            end)
            uncancel("c1.5")
            await(nap(1.5))
            release_semaphore("c1.6", 1)
            get_nowait("c1.7", 1)
            return 40
          end)
          await(wait_limited("t2.1", c1, 2))
        end)
        do
          local _ <close> = timeout_scope(1, 0.5)
          cancel("t2.3", 1)
        end
        local t3 = async(function()
          shelter("t3.3", nil, function()
            get_nowait("t3.1", 1)
            bump()
            cancel("t3.2", 1)
          end)
          return 35
        end)
        spawn(3, t3, false)
        local t4 = async(function()
          await(abort_barrier("t4.1", 1))
          shutdown_queue("t4.2", 1, true)
          put_nowait("t4.3", 1, 3)
          state_of("t4.4", 3)
          shelter("t4.8", "Exception", function()
            cancel_future("t4.5", 4)
            reschedule("t4.6", 1, 1)
            get_nowait("t4.7", 2)
          end)
          return 71
        end)
        spawn(4, t4, true)
        return 49
      end)
      spawn(2, t2, false)
    end)
    shelter("t1.4", nil, function()
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_event("t1.2", 1))
      end)
    end)
    return 77
  end)
  spawn(1, t1, false)
  local t5 = async(function()
    state_of("t5.1", 1)
    shelter("t5.3", nil, function()
      put_nowait("t5.2", 1, 3)
    end)
    return 62
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    await(wait_some("main.1", {2, 2, 2}, 1, "FIRST_COMPLETED"))
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(wait_future("main.3", 3))
    end)
  end)
  shelter("main.6", nil, function()
    await(nap(1))
  end)
  shelter("main.8", nil, function()
    await(look("main.7", 2))
  end)
end
--[==[ trace
1 t5.1 pending
1 t5.2 nil
2 c1.2 true
2 c1.5 0
4 main.4 TimeoutError
6 t1.3 TimeoutError
7 c1.1 finished 77
9 c1.6 nil false
9 c1.7 3
9 t2.1 40
9 t2.3 false
9 t4.1 true
9 t4.2
9 t4.3 QueueShutDown
9 t4.4 pending
9 t4.5 true
9 t4.6 misuse
9 t4.7 QueueEmpty
9 main.7 49
10 t3.1 QueueShutDown
10 t3.2 false
]==]
