-- Random program, seed 5272; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 0}, {"lifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      cancel("t1.1", 1)
      for _ = 1, 2 do
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 0.25)
          await(put("t1.2", 1, 7))
        end)
      end
    end)
    return 87
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    cancelling("main.1")
  end)
  shelter("main.6", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(wait_event("main.3", 1))
    end)
    await(wait_some("main.5", {1}, 0.25, "FIRST_EXCEPTION"))
    local t2 = async(function()
      shelter("t2.1", nil, function()
        do
          local _ <close> = await(semaphore(2):acquire())
          await(nap(0))
        end
        await(nap(0))
      end)
      shelter("t2.2", "Exception", function()
        await(nap(0))
      end)
      return 55
    end)
    spawn(2, t2, false)
  end)
  shelter("main.8", nil, function()
    task_done("main.7", 1)
  end)
  shelter("main.13", nil, function()
    queue_size("main.9", 2)
    cancel("main.10", 1)
    await(acquire_semaphore("main.11", 1))
    await(wait_shielded("main.12", 2))
  end)
  shelter("main.15", nil, function()
    local c1 = async(function()
      local b1 = async(function()
        reschedule("b1.1", 2, 0.25)
        cancel("b1.2", 2)
        local b2 = async(function()
          shelter("b2.5", "Exception", function()
            shutdown_queue("b2.1", 2, false)
            task_done("b2.2", 1)
            watch_future("b2.3", 4)
            await(reset_barrier("b2.4", 1))
          end)
          shelter("b2.9", "Exception", function()
            shelter("b2.7", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(put("b2.6", 1, 8))
            end)
            await(nap(0))
            bump()
            get_var("b2.8")
          end)
          return 55
        end)
        await(b2())
        return 59
      end)
      await(b1())
      cancel("c1.1", 1)
      return 66
    end)
    await(wait_limited("main.14", c1, 0.25))
  end)
end
--[==[ trace
0 main.1 0
1 t1.1 true
1 t1.2
1 t1.2
3 main.4 TimeoutError
5 main.5 {t1} {}
5 main.7 nil
5 main.9 0 true false
5 main.10 false
8 main.13 CancelledError
8 b1.1 misuse
8 b1.2 true
8 b2.1
8 b2.2 nil
8 b2.4 0
8 b2.6
9 t2.1 CancelledError
9 b2.8 0
9 c1.1 false
9 main.14 66
]==]
