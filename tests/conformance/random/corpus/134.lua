-- Random program, seed 2627; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      shutdown_queue("t1.1", 2, false)
      cancelling("t1.2")
      release_semaphore("t1.4", 2)
      cancel("t1.5", 1)
    end)
    watch_future("t1.7", 2)
    await(nap(0))
    shelter("t1.9", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_future("t1.8", 3))
    end)
    return 56
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      put_nowait("t2.1", 1, 3)
    end)
    cancel("t2.3", 2)
    await(nap(0.5))
    return 28
  end)
  spawn(2, t2, false)
  shelter("main.2", "Exception", function()
    cancelling("main.1")
  end)
  shelter("main.5", "Exception", function()
    do
      local _ <close> = group_scope(1)
      release_lock("main.3", 2)
    end
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        mark("c1.1")
      end)
      mark("c1.3")
      return 57
    end)
    await(wait_shielded("main.4", c1))
  end)
  shelter("main.12", nil, function()
    put_nowait("main.6", 2, 7)
    cancel("main.7", 1)
    do
      local _ <close> = timeout_scope(2, nil)
      do
        local _ <close> = await(condition(1):acquire())
        put_nowait("main.8", 2, 4)
        fail_future("main.9", 3)
        notify("main.10", 1, 1)
      end
      await(nap(2))
    end
    boom("main.11")
  end)
  shelter("main.15", nil, function()
    shelter("main.14", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(put("main.13", 1, 4))
    end)
  end)
end
--[==[ trace
0 t1.1
0 t1.2 0
0 t1.4 nil false
0 main.1 0
0 main.3 misuse false
1 t2.1 nil
1 t2.3 true
1 c1.1
1 c1.3
3 main.4 57
3 main.6 QueueShutDown
3 main.7 true
3 main.8 QueueShutDown
3 main.9 InvalidStateError
3 main.10 nil
6 main.11
6 main.12 Boom main.11
8 main.14 TimeoutError
]==]
