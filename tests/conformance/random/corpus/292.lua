-- Random program, seed 3686; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 3}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      set_future("t1.1", 1, 8)
      cancel_future("t1.2", 2)
      cancel_future("t1.3", 1)
      await(nap(1.5))
    end)
    shelter("t1.17", "Exception", function()
      do
        local _ <close> = await(condition(1):acquire())
        do
          local _ <close> = timeout_scope(1, -1)
          put_nowait("t1.7", 2, 6)
          await(acquire_lock("t1.8", 2))
          shelter("t1.10", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(get("t1.9", 2))
          end)
        end
        expired("t1.11", 1)
        shelter("t1.13", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(wait_barrier("t1.12", 1))
        end)
        shelter("t1.15", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(wait_condition_for("t1.14", 1, 2))
        end)
      end
      await(nap(1.5))
    end)
    return 43
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      task_done("t2.1", 1)
    end)
    return 14
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.8", nil, function()
      do
        local _ <close> = await(condition(1):acquire())
        mark("t3.1")
        shelter("t3.3", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(acquire_lock("t3.2", 2))
        end)
        shelter("t3.5", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(wait_condition("t3.4", 1))
        end)
      end
      notify_all("t3.6", 1)
      await(nap(2))
      await(wait_shielded("t3.7", 1))
    end)
    shelter("t3.10", nil, function()
      await(gather_all("t3.9", {2, 2, 2}, false))
    end)
    return 49
  end)
  spawn(3, t3, false)
  shelter("main.10", nil, function()
    reschedule("main.1", 5, 0.5)
    local _ <close> = await(lock(1):acquire())
    await(look("main.2", 3))
    do
      local _ <close> = timeout_scope(7, nil)
      shelter("main.4", "Exception", function()
        local _ <close> = timeout_scope(8, 1)
        await(acquire_lock("main.3", 2))
      end)
      notify_all("main.5", 1)
      await(wait_some("main.6", {3, 1}, 0.5, "FIRST_COMPLETED"))
    end
    expired("main.7", 7)
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(acquire_semaphore("main.8", 2))
    end)
  end)
  shelter("main.17", "Exception", function()
    uncancel("main.11")
    shelter("main.13", "Exception", function()
      local _ <close> = timeout_scope(10, 0.25)
      await(acquire_lock("main.12", 1))
    end)
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(11, 0.5)
      await(wait_condition("main.14", 1))
    end)
    set_future("main.16", 2, 1)
  end)
  shelter("main.19", "Exception", function()
    boom("main.18")
  end)
  shelter("main.22", nil, function()
    shelter("main.21", "Exception", function()
      local _ <close> = timeout_scope(12, 0.5)
      await(wait_future("main.20", 2))
    end)
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.2 true
1 t1.3 false
1 t2.1 misuse
1 t3.1
1 t3.2
3 t3.5 TimeoutError
3 t3.6 misuse
5 t1.7 nil
7 t1.17 TimeoutError
9 t3.7 43
9 t3.9 [14, 14, 14]
10 main.2 49
12 main.4 TimeoutError
12 main.5 misuse
14 main.6 {t1, t3} {}
14 main.7 false
14 main.8
14 main.11 0
14 main.12
14 main.15 misuse
14 main.16 InvalidStateError
14 main.18
14 main.19 Boom main.18
14 main.22 CancelledError
]==]
