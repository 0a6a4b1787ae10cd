-- Random program, seed 4313; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 3}, {"priority", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      fail_future("t1.1", 1)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(acquire_semaphore("t1.2", 1))
      end)
      await(nap(0))
      await(nap(0))
    end)
    return 50
  end)
  spawn(1, t1, true)
  shelter("main.2", "Exception", function()
    watch_future("main.1", 3)
  end)
  shelter("main.6", nil, function()
    task_done("main.3", 2)
    cancel("main.4", 1)
    task_done("main.5", 2)
  end)
  do
    local _ <close> = group_scope(1)
    cancel("main.7", 1)
  end
  shelter("main.9", "Exception", function()
    await(wait_some("main.8", {1, 1, 1}, 0.5, "FIRST_EXCEPTION"))
  end)
  shelter("main.12", nil, function()
    cancel("main.10", 1)
    soon(1, function()
      cancel("k1.1", 1)
      put_nowait("k1.2", 1, 6)
    end)
    task_done("main.11", 2)
  end)
end
--[==[ trace
0 t1.1 nil
0 t1.2
0 main.3 misuse
0 main.4 true
0 main.5 misuse
0 main.7 true
1 t1.4 CancelledError
3 main.8 {t1} {}
3 main.10 false
3 main.11 misuse
4 k1.1 false
4 k1.2 nil
]==]
