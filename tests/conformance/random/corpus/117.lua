-- Random program, seed 1565; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"lifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      do
        local _ <close> = timeout_scope(1, -1)
        bump()
      end
      await(reset_barrier("t1.2", 1))
      local t2 = async(function()
        shelter("t2.4", "Exception", function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(wait_event("t2.1", 1))
          end)
          queue_size("t2.3", 1)
        end)
        shelter("t2.7", "Exception", function()
          local t3 = async(function()
            shelter("t3.5", nil, function()
              shelter("t3.2", "Exception", function()
                local _ <close> = timeout_scope(3, 1)
                await(put("t3.1", 1, 5))
              end)
              await(nap(1))
              task_done("t3.3", 2)
              set_future("t3.4", 2, 4)
            end)
            uncancel("t3.6")
            clear_event(1)
            set_var(7)
            set_future("t3.8", 1, 2)
            return 24
          end)
          spawn(3, t3, false)
          await(reset_barrier("t2.5", 1))
          queue_size("t2.6", 2)
        end)
        return 49
      end)
      spawn(2, t2, false)
    end)
    return 13
  end)
  spawn(1, t1, false)
  shelter("main.5", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_condition("main.1", 1))
    end)
    uncancel("main.3")
    get_nowait("main.4", 2)
  end)
  shelter("main.9", "Exception", function()
    await(reset_barrier("main.6", 1))
    state_of("main.7", 1)
    reschedule("main.8", 4, -1)
  end)
  shelter("main.16", nil, function()
    do
      local _ <close> = await(lock(1):acquire())
      do
        local _ <close> = await(semaphore(1):acquire())
        await(wait_some("main.10", {1, 3, 3}, 1, "FIRST_COMPLETED"))
        reschedule("main.11", 1, 3)
      end
      watch_future("main.12", 1)
      do
        local _ <close> = timeout_scope(5, 0.5)
        notify_all("main.13", 1)
        local c1 = async(function()
          shelter("c1.2", nil, function()
            set_var(5)
            watch_future("c1.1", 2)
          end)
          return 6
        end)
        await(gather_all("main.14", {2, c1, 2}, true))
      end
    end
    set_var(1)
    cancel("main.15", 1)
    set_var(8)
  end)
  shelter("main.18", "Exception", function()
    fail_future("main.17", 2)
  end)
  shelter("main.20", "Exception", function()
    task_done("main.19", 1)
  end)
  shelter("main.22", nil, function()
    uncancel("main.21")
  end)
end
--[==[ trace
0 main.2 misuse
0 main.3 0
0 main.4 QueueEmpty
0 main.6 0
0 main.7 pending
0 main.8 misuse
1 t1.2 0
3 main.10 {t1} {}
3 main.11 misuse
3 main.13 misuse
4 t2.2 TimeoutError
4 t2.3 0 true false
4 t2.5 0
4 t2.6 0 true false
5 t3.1
6 main.14 [49, 6, 49]
6 main.15 false
6 main.17 nil
6 main.19 nil
6 main.21 0
7 c1.1 failed Boom main.17
8 t3.5 CancelledError
8 t3.6 0
8 t3.8 nil
9 main.12 finished 2
]==]
