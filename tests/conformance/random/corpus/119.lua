-- Random program, seed 4111; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      do
        local _ <close> = await(condition(1):acquire())
        notify("t1.1", 1, 1)
      end
      cancelling("t1.2")
    end)
    for _ = 1, 2 do
      notify_all("t1.4", 1)
      notify_all("t1.5", 1)
    end
    boom("t1.6")
    return 89
  end)
  spawn(1, t1, false)
  shelter("main.6", nil, function()
    do
      local _ <close> = await(lock(1):acquire())
      shelter("main.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_event("main.1", 1))
      end)
      watch_future("main.3", 3)
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("main.4", 1)
      end
    end
    mark("main.5")
  end)
  shelter("main.8", "Exception", function()
    local _ <close> = await(lock(1):acquire())
    local c1 = async(function()
      shelter("c1.4", nil, function()
        cancelling("c1.1")
        shutdown_queue("c1.2", 1, false)
        notify_all("c1.3", 1)
      end)
      shelter("c1.5", "Exception", function()
        await(nap(1))
      end)
      return 48
    end)
    await(each_outcome("main.7", {c1}, -1))
  end)
  shelter("main.10", "Exception", function()
    state_of("main.9", 1)
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.2 0
1 t1.4 misuse
1 t1.5 misuse
1 t1.4 misuse
1 t1.5 misuse
1 t1.6
3 main.2 TimeoutError
3 main.4 nil
3 main.5
4 c1.1 0
4 c1.2
4 c1.3 misuse
5 main.7 TimeoutError
5 main.9 failed Boom t1.6
]==]
