-- Random program, seed 3816; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      local c1 = async(function()
        do
          local _ <close> = group_scope(1)
          fail_future("c1.2", 3)
          mark("c1.3")
          set_future("c1.4", 2, 9)
        end
        shelter("c1.11", nil, function()
          do
            local _ <close> = await(lock(2):acquire())
            group_cancel("c1.6", 1)
            notify_all("c1.7", 1)
          end
          do
            local _ <close> = await(condition(1):acquire())
            shelter("c1.9", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(wait_condition("c1.8", 1))
            end)
            notify_all("c1.10", 1)
          end
          soon(1, function()
            set_future("k1.1", 3, 1)
            reschedule("k1.2", 1, 3)
            watch("k1.3", 1)
          end)
          await(nap(0.5))
        end)
        return 26
      end)
      await(wait_shielded("t1.1", c1))
      notify_all("t1.2", 1)
      do
        local _ <close> = timeout_scope(2, nil)
        later(2, 0.5, function()
          release_semaphore("k2.1", 2)
        end)
      end
      expired("t1.3", 2)
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(get("t1.4", 1))
      end)
    end)
    return 85
  end)
  spawn(1, t1, false)
  shelter("main.4", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(get("main.1", 2))
    end)
    await(look("main.3", 1))
  end)
  shelter("main.8", "Exception", function()
    fail_future("main.5", 1)
    await(wait_some("main.6", {1, 1}, nil, "FIRST_COMPLETED"))
    mark("main.7")
    await(nap(0.25))
  end)
  shelter("main.10", nil, function()
    await(wait_some("main.9", {1, 1, 1}, 0.25, "FIRST_EXCEPTION"))
  end)
  shelter("main.12", nil, function()
    boom("main.11")
  end)
end
--[==[ trace
2 c1.2 nil
2 c1.3
2 c1.4 nil
2 c1.6
2 c1.7 misuse
4 c1.9 TimeoutError
4 c1.10 nil
5 k1.1 InvalidStateError
5 k1.2 misuse
9 t1.1 26
9 t1.2 misuse
9 t1.3 false
11 main.2 TimeoutError
11 t1.5 TimeoutError
12 k1.3 finished 85
12 main.3 85
12 main.5 nil
14 main.6 {t1} {}
14 main.7
15 k2.1 nil false
18 main.9 {t1} {}
18 main.11
18 main.12 Boom main.11
]==]
