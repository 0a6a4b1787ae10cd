-- Random program, seed 237; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 1}, {"lifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_future("t1.1", 4))
    end)
    notify_all("t1.3", 1)
    return 20
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      notify_all("t2.1", 2)
      local t3 = async(function()
        shelter("t3.3", nil, function()
          release_semaphore("t3.1", 1)
          local c1 = async(function()
            shelter("c1.6", "Exception", function()
              notify_all("c1.1", 2)
              shelter("c1.3", "Exception", function()
                local _ <close> = timeout_scope(2, 0.25)
                await(acquire_semaphore("c1.2", 2))
              end)
              cancelling("c1.4")
              task_done("c1.5", 2)
            end)
            shelter("c1.8", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(acquire_lock("c1.7", 2))
            end)
            await(wait_some("c1.9", {1, 1}, 0, "ALL_COMPLETED"))
            return 34
          end)
          local c2 = async(function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(join("c2.1", 1))
            end)
            shelter("c2.6", nil, function()
              await(nap(1))
              notify("c2.3", 2, 1)
              shutdown_queue("c2.4", 1, true)
              await(put("c2.5", 1, 4))
            end)
            return 27
          end)
          await(each_outcome("t3.2", {1, c1, c2}, -1))
          later(1, 0.5, function()
            release_semaphore("k1.1", 1)
            task_done("k1.2", 2)
          end)
          bump()
        end)
        shelter("t3.5", "Exception", function()
          boom("t3.4")
          local t4 = async(function()
            shelter("t4.4", "Exception", function()
              shelter("t4.2", "Exception", function()
                local _ <close> = timeout_scope(5, 1)
                await(acquire_lock("t4.1", 2))
              end)
              bump()
              await(wait_some("t4.3", {1}, 1, "FIRST_COMPLETED"))
            end)
            shelter("t4.5", "Exception", function()
              await(nap(0))
            end)
            return 16
          end)
          spawn(4, t4, false)
        end)
        return 8
      end)
      spawn(3, t3, true)
    end)
    return 18
  end)
  spawn(2, t2, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      release_semaphore("t5.1", 1)
    end)
    return 19
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.3", nil, function()
      shelter("t6.2", "Exception", function()
        local _ <close> = timeout_scope(6, 0)
        await(join_queue("t6.1", 2))
      end)
    end)
    shelter("t6.5", "Exception", function()
      await(wait_some("t6.4", {3, 4}, 0, "FIRST_COMPLETED"))
    end)
    return 27
  end)
  spawn(6, t6, false)
  local t7 = async(function()
    shelter("t7.1", nil, function()
      await(nap(2))
    end)
    shelter("t7.3", "Exception", function()
      release_semaphore("t7.2", 2)
    end)
    return 2
  end)
  spawn(7, t7, false)
  shelter("main.2", nil, function()
    await(wait_some("main.1", {1, 4}, 0.5, "FIRST_EXCEPTION"))
  end)
  shelter("main.3", "Exception", function()
    bump()
  end)
  shelter("main.4", nil, function()
    await(nap(0.5))
  end)
  await(put("main.5", 1, 5))
  shelter("main.6", "Exception", function()
    await(nap(1))
  end)
  shelter("main.8", "Exception", function()
    boom("main.7")
  end)
end
--[==[ trace
1 t2.1 misuse
1 t3.1 nil false
1 t5.1 nil false
1 t6.1
2 c1.1 misuse
2 c1.2
2 c1.4 0
2 c1.5 misuse
2 c1.7
3 t3.2 TimeoutError
3 t3.2 TimeoutError
3 t3.2 TimeoutError
3 t3.4
3 t3.5 Boom t3.4
3 t6.4 {t3} {}
4 c1.9 {} {t1}
5 k1.1 nil false
5 k1.2 misuse
6 t1.2 TimeoutError
6 t1.3 misuse
6 main.1 {t1} {}
7 c2.1 20
9 main.5
11 c2.3 misuse
11 c2.4
11 c2.6 QueueShutDown
13 t7.2 nil false
13 main.7
13 main.8 Boom main.7
]==]
