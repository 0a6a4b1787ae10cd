-- Random program, seed 3680; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_event("t1.1", 1))
    end)
    shelter("t1.4", nil, function()
      local c1 = async(function()
        shelter("c1.5", nil, function()
          local c2 = async(function()
            shelter("c2.4", nil, function()
              shelter("c2.2", "Exception", function()
                local _ <close> = timeout_scope(2, 0.25)
                await(acquire_lock("c2.1", 1))
              end)
              queue_size("c2.3", 1)
            end)
            return 6
          end)
          await(wait_limited("c1.1", c2, 0.25))
          mark("c1.2")
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(wait_barrier("c1.3", 1))
          end)
        end)
        shelter("c1.8", "Exception", function()
          shelter("c1.7", "Exception", function()
            local _ <close> = timeout_scope(4, 0.5)
            await(acquire_semaphore("c1.6", 1))
          end)
        end)
        return 56
      end)
      await(wait_limited("t1.3", c1, 0.25))
    end)
    return 64
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      local t3 = async(function()
        shelter("t3.4", nil, function()
          reschedule("t3.1", 1, 0)
          mark("t3.2")
          state_of("t3.3", 3)
        end)
        shelter("t3.6", "Exception", function()
          local _ <close> = timeout_scope(5, 1)
          await(wait_event("t3.5", 1))
        end)
        shelter("t3.8", "Exception", function()
          local _ <close> = timeout_scope(6, 0.5)
          await(join("t3.7", 1))
        end)
        return 14
      end)
      spawn(3, t3, false)
      cancelling("t2.1")
      do
        local _ <close> = group_scope(1)
        local t4 = async(function()
          cancelling("t4.1")
          shelter("t4.3", "Exception", function()
            local _ <close> = timeout_scope(7, 0)
            await(wait_event("t4.2", 1))
          end)
          shutdown_queue("t4.4", 2, true)
          shutdown_queue("t4.5", 1, true)
          return 28
        end)
        spawn(4, t4, false)
      end
      local _ <close> = group_scope(2)
      get_nowait("t2.2", 2)
      later(1, 0.25, function()
        reschedule("k1.1", 2, nil)
        cancel("k1.2", 2)
      end)
      state_of("t2.3", 3)
    end)
    return 78
  end)
  spawn(2, t2, false)
  local t5 = async(function()
    shelter("t5.3", nil, function()
      put_nowait("t5.2", 2, 2)
    end)
    return 11
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    await(wait_some("main.1", {2, 2, 1}, 1, "FIRST_COMPLETED"))
  end)
  shelter("main.4", "Exception", function()
    state_of("main.3", 3)
  end)
  shelter("main.6", nil, function()
    await(look("main.5", 3))
  end)
  shelter("main.8", "Exception", function()
    await(nap(0))
  end)
end
--[==[ trace
1 t2.1 0
1 t2.2 QueueEmpty
1 t2.3 pending
1 t5.2 nil
2 t3.1 nil
2 t3.2
2 t3.3 pending
2 t4.1 0
3 main.1 {t2} {t1}
3 main.3 pending
4 t1.2 TimeoutError
4 c2.1
4 c2.3 0 true false
4 c1.1 6
4 c1.2
4 t4.3 TimeoutError
4 t4.4
4 t4.5
5 k1.1 misuse
5 k1.2 false
6 c1.5 CancelledError
6 c1.6
6 t1.3 56
8 t3.6 TimeoutError
8 t3.7 64
9 main.5 14
]==]
