-- Random program, seed 2081; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 1}, {"lifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(1, 0)
      await(acquire_semaphore("t1.2", 2))
    end)
    boom("t1.4")
    return 69
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    await(nap(0.25))
    boom("main.1")
  end)
  shelter("main.4", nil, function()
    await(nap(0))
    await(wait_some("main.3", {1}, 0, "FIRST_EXCEPTION"))
  end)
  shelter("main.13", "Exception", function()
    put_nowait("main.5", 2, 2)
    do
      local _ <close> = await(condition(2):acquire())
      shelter("main.7", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_condition_for("main.6", 2, 1))
      end)
    end
    do
      local _ <close> = await(condition(1):acquire())
      notify_all("main.8", 1)
    end
    local _ <close> = group_scope(1)
    cancel("main.9", 1)
    cancel("main.10", 1)
    local t2 = async(function()
      shelter("t2.2", "Exception", function()
        do
          local _ <close> = group_scope(2)
          await(nap(1.5))
          release_lock("t2.1", 1)
        end
        await(nap(0.5))
      end)
      return 56
    end)
    spawn(2, t2, false)
    boom("main.12")
  end)
  shelter("main.18", "Exception", function()
    reschedule("main.14", 1, 1)
    boom("main.15")
    reschedule("main.16", 1, 0)
    uncancel("main.17")
  end)
  shelter("main.20", nil, function()
    shutdown_queue("main.19", 2, true)
  end)
end
--[==[ trace
1 t1.2
1 t1.4
4 main.1
4 main.2 Boom main.1
7 main.3 {t1} {}
7 main.5 nil
9 main.7 TimeoutError
9 main.8 nil
9 main.9 false
9 main.10 false
9 main.12
9 main.13 Group[Boom main.12]
9 main.14 misuse
9 main.15
9 main.18 Boom main.15
9 main.19
]==]
