-- Random program, seed 3726; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 2}, {"priority", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      cancel("t1.1", 1)
      notify_all("t1.2", 1)
    end)
    return 35
  end)
  spawn(1, t1, false)
  shelter("main.4", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(acquire_semaphore("main.1", 2))
    end)
    await(look("main.3", 1))
  end)
  shelter("main.6", nil, function()
    await(wait_shielded("main.5", 1))
  end)
  shelter("main.12", nil, function()
    local c1 = async(function()
      state_of("c1.1", 1)
      notify_all("c1.2", 1)
      return 55
    end)
    start_gather(1, {c1}, true)
    do
      local _ <close> = group_scope(1)
      for _ = 1, 3 do
        notify_all("main.7", 1)
        cancel("main.8", 1)
      end
    end
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(acquire_lock("main.9", 1))
    end)
    await(wait_gather("main.11", 1))
  end)
  shelter("main.14", nil, function()
    notify_all("main.13", 1)
  end)
  shelter("main.17", nil, function()
    reschedule("main.15", 2, 0)
    cancel("main.16", 0)
    local _ <close> = group_scope(2)
    local t2 = async(function()
      cancelling("t2.1")
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(wait_barrier("t2.2", 1))
      end)
      shelter("t2.6", "Exception", function()
        queue_size("t2.4", 2)
        await(acquire_lock("t2.5", 1))
      end)
      return 24
    end)
    spawn(2, t2, false)
  end)
end
--[==[ trace
0 main.1
1 t1.1 true
1 t1.2 misuse
2 main.3 CancelledError
2 main.6 CancelledError
2 main.7 misuse
2 main.8 false
2 main.7 misuse
2 main.8 false
2 main.7 misuse
2 main.8 false
2 main.9
3 c1.1 cancelled
3 c1.2 misuse
5 main.11 [55]
5 main.13 misuse
5 main.15 misuse
5 main.16 true
6 t2.1 0
- raised CancelledError
]==]
