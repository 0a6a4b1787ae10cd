-- Random program, seed 2564; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    queue_size("t1.1", 1)
    await(nap(1))
    return 58
  end)
  spawn(1, t1, false)
  shelter("main.12", "Exception", function()
    notify("main.1", 1, 1)
    do
      local _ <close> = defer(function()
        mark("main.3")
        await(nap(0))
      end)
      release_lock("main.2", 1)
    end
    local _ <close> = group_scope(1)
    await(nap(1.5))
    uncancel("main.4")
    do
      local _ <close> = await(lock(1):acquire())
      await(nap(0))
      uncancel("main.5")
      get_nowait("main.6", 1)
    end
    do
      local _ <close> = group_scope(2)
      notify_all("main.7", 2)
      boom("main.9")
      cancel("main.10", 1)
      cancel("main.11", 1)
    end
  end)
  shelter("main.13", "Exception", function()
    await(nap(1))
  end)
  shelter("main.15", nil, function()
    await(look("main.14", 1))
  end)
  shelter("main.17", nil, function()
    cancel("main.16", 1)
  end)
  shelter("main.20", nil, function()
    shelter("main.19", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(wait_future("main.18", 2))
    end)
  end)
end
--[==[ trace
0 main.1 misuse
0 main.2 misuse false
0 main.3
1 t1.1 0 true false
5 main.4 0
6 main.5 0
6 main.6 QueueEmpty
6 main.7 misuse
6 main.9
6 main.12 Group[Group[Boom main.9]]
8 main.14 58
8 main.16 false
10 main.19 TimeoutError
]==]
