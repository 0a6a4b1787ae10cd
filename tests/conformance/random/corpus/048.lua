-- Random program, seed 3420; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      set_future("t1.1", 3, 1)
    end)
    return 49
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      local _ <close> = group_scope(1)
      uncancel("t2.2")
    end)
    await(nap(1))
    shelter("t2.5", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join("t2.4", 1))
    end)
    set_event(2)
    return 57
  end)
  spawn(2, t2, true)
  shelter("main.7", nil, function()
    queue_size("main.1", 2)
    fail_future("main.2", 3)
    local _ <close> = await(lock(1):acquire())
    await(wait_limited("main.4", 2, 0.5))
    cancel("main.5", 2)
    await(nap(1.5))
  end)
  shelter("main.12", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(join_queue("main.8", 2))
    end)
    mark("main.10")
    local _ <close> = group_scope(2)
    queue_size("main.11", 1)
  end)
  shelter("main.18", nil, function()
    cancel("main.13", 2)
    for _ = 1, 3 do
      do
        local _ <close> = await(condition(1):acquire())
        notify("main.14", 1, 2)
      end
      release_lock("main.15", 1)
    end
    get_nowait("main.16", 2)
    await(wait_limited("main.17", 1, -1))
  end)
end
--[==[ trace
0 t2.2 0
0 main.1 0 true false
0 main.2 nil
1 t1.1 InvalidStateError
4 main.7 TimeoutError
4 main.8
4 main.10
4 main.11 0 true false
4 main.13 false
4 main.14 nil
4 main.15 misuse false
4 main.14 nil
4 main.15 misuse false
4 main.14 nil
4 main.15 misuse false
4 main.16 QueueEmpty
4 main.17 49
]==]
