-- Random program, seed 1428; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"lifo", 0}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      for _ = 1, 2 do
        watch("t1.1", 1)
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(acquire_semaphore("t1.2", 1))
        end)
      end
    end)
    return 88
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_event("t2.1", 1))
      end)
    end)
    await(each_outcome("t2.4", {1, 1}, nil))
    mark("t2.5")
    return 54
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", "Exception", function()
      get_nowait("t3.1", 1)
      await(wait_some("t3.2", {1, 2, 2}, nil, "ALL_COMPLETED"))
    end)
    shelter("t3.5", "Exception", function()
      local c1 = async(function()
        shelter("c1.4", nil, function()
          local t4 = async(function()
            task_done("t4.1", 1)
            set_future("t4.2", 1, 4)
            shelter("t4.7", nil, function()
              shelter("t4.4", "Exception", function()
                local _ <close> = timeout_scope(3, 0.25)
                await(wait_event("t4.3", 2))
              end)
              reschedule("t4.5", 3, 1)
              mark("t4.6")
              await(nap(0))
            end)
            return 79
          end)
          spawn(4, t4, false)
          get_nowait("c1.1", 1)
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(4, 0.25)
            await(wait_event("c1.2", 1))
          end)
        end)
        return 1
      end)
      await(wait_limited("t3.4", c1, 0.5))
      for _ = 1, 3 do
        await(nap(0.25))
      end
    end)
    return 45
  end)
  spawn(3, t3, false)
  local t5 = async(function()
    shelter("t5.1", "Exception", function()
      local t6 = async(function()
        task_done("t6.1", 1)
        do
          local _ <close> = await(condition(1):acquire())
          task_done("t6.2", 2)
          set_future("t6.3", 1, 6)
          shelter("t6.5", "Exception", function()
            local _ <close> = timeout_scope(5, 1)
            await(wait_condition("t6.4", 1))
          end)
        end
        return 83
      end)
      spawn(6, t6, false)
    end)
    shelter("t5.5", "Exception", function()
      shelter("t5.3", "Exception", function()
        local _ <close> = timeout_scope(6, 0)
        await(wait_barrier("t5.2", 1))
      end)
      get_nowait("t5.4", 2)
      clear_event(1)
    end)
    return 5
  end)
  spawn(5, t5, false)
  shelter("main.4", "Exception", function()
    await(wait_some("main.1", {1}, 0, "FIRST_COMPLETED"))
    notify("main.2", 1, 3)
    notify("main.3", 1, 3)
  end)
  shelter("main.6", nil, function()
    await(acquire_lock("main.5", 2))
  end)
  shelter("main.8", nil, function()
    cancel("main.7", 1)
  end)
  shelter("main.10", "Exception", function()
    task_done("main.9", 1)
  end)
  shelter("main.13", "Exception", function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_future("main.11", 3))
    end)
  end)
  shelter("main.15", nil, function()
    await(wait_future("main.14", 1))
  end)
end
--[==[ trace
1 t1.2
1 t1.2
1 t3.1 QueueEmpty
2 t1.1 finished 88
2 t1.1 finished 88
2 t6.1 misuse
2 t6.2 misuse
2 t6.3 nil
2 main.1 {t1} {}
2 main.2 misuse
2 main.3 misuse
2 main.5
2 main.7 false
2 main.9 misuse
3 t2.2 TimeoutError
3 t5.3 TimeoutError
3 t5.4 QueueEmpty
5 t2.4 88
5 t2.5
7 t3.2 {t1, t2} {}
7 c1.1 QueueEmpty
8 t4.1 misuse
8 t4.2 InvalidStateError
10 c1.3 TimeoutError
10 t3.4 1
10 t4.4 TimeoutError
10 t4.5 misuse
10 t4.6
13 main.12 TimeoutError
13 main.14 6
]==]
