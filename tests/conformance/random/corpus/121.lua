-- Random program, seed 1967; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      local c1 = async(function()
        shelter("c1.6", "Exception", function()
          local c2 = async(function()
            shelter("c2.4", nil, function()
              get_nowait("c2.1", 2)
              shelter("c2.3", "Exception", function()
                local _ <close> = timeout_scope(1, 1)
                await(wait_condition("c2.2", 2))
              end)
            end)
            shelter("c2.6", "Exception", function()
              local _ <close> = timeout_scope(2, 0.25)
              await(put("c2.5", 1, 1))
            end)
            await(nap(0.5))
            mark("c2.7")
            set_event(1)
            return 47
          end)
          local c3 = async(function()
            bump()
            task_done("c3.1", 2)
            put_nowait("c3.2", 2, 9)
            put_nowait("c3.3", 1, 4)
            shelter("c3.7", nil, function()
              set_future("c3.4", 1, 4)
              put_nowait("c3.5", 2, 2)
              release_lock("c3.6", 2)
            end)
            return 69
          end)
          await(each_outcome("c1.1", {c2, c3}, 0.5))
          local _ <close> = await(semaphore(2):acquire())
          shutdown_queue("c1.2", 1, true)
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(acquire_semaphore("c1.3", 2))
          end)
          release_semaphore("c1.5", 1)
        end)
        shelter("c1.8", nil, function()
          local t2 = async(function()
            get_nowait("t2.1", 1)
            shelter("t2.3", "Exception", function()
              local _ <close> = timeout_scope(4, 0.25)
              await(acquire_semaphore("t2.2", 2))
            end)
            state_of("t2.4", 1)
            release_semaphore("t2.5", 2)
            return 29
          end)
          spawn(2, t2, false)
          set_event(1)
          state_of("c1.7", 2)
        end)
        return 77
      end)
      await(wait_shielded("t1.1", c1))
      cancelling("t1.2")
      await(nap(2))
      await(wait_some("t1.3", {2}, nil, "FIRST_COMPLETED"))
    end)
    set_event(2)
    return 83
  end)
  spawn(1, t1, true)
  shelter("main.1", nil, function()
    bump()
  end)
  shelter("main.3", "Exception", function()
    await(wait_some("main.2", {1, 2, 1}, -1, "FIRST_COMPLETED"))
  end)
  shelter("main.5", nil, function()
    boom("main.4")
  end)
  shelter("main.6", "Exception", function()
    clear_event(1)
  end)
  shelter("main.9", nil, function()
    state_of("main.8", 2)
  end)
end
--[==[ trace
2 c2.1 QueueEmpty
2 c2.3 misuse
2 c2.5
2 c3.1 misuse
2 c3.2 nil
2 c3.3 nil
2 c3.4 nil
2 c3.5 QueueFull
2 c3.6 misuse false
2 main.2 {} {t1}
2 main.4
2 main.5 Boom main.4
2 main.8 none
4 c1.1 CancelledError
4 c1.1 69
4 c1.2
4 c1.3
4 c1.5 nil false
4 c1.7 pending
5 t2.1 QueueShutDown
5 t2.2
5 t2.4 cancelled
5 t2.5 nil false
]==]
