-- Random program, seed 1163; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.1", "Exception", function()
      set_event(2)
    end)
    return 84
  end)
  spawn(1, t1, false)
  for _ = 1, 3 do
    cancelling("main.1")
    release_lock("main.2", 2)
  end
  do
    local ok, err = try(function()
      cancel("main.3", 1)
    end)
    if not ok then
      expect(err, "Exception")
      log_error("main.4", err)
      await(nap(0.25))
    end
  end
  shelter("main.6", "Exception", function()
    local _ <close> = timeout_scope(1, 0.5)
    await(wait_event("main.5", 1))
  end)
  shelter("main.11", nil, function()
    watch("main.7", 1)
    do
      local _ <close> = group_scope(1)
      fail_future("main.8", 2)
      watch("main.9", 1)
      cancel("main.10", 1)
    end
    await(nap(0.25))
  end)
  shelter("main.14", "Exception", function()
    uncancel("main.12")
    task_done("main.13", 2)
  end)
  shelter("main.18", nil, function()
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(join_queue("main.15", 2))
    end)
    state_of("main.17", 1)
  end)
  shelter("main.20", nil, function()
    cancelling("main.19")
  end)
  shelter("main.22", "Exception", function()
    cancelling("main.21")
  end)
end
--[==[ trace
0 main.1 0
0 main.2 misuse false
0 main.1 0
0 main.2 misuse false
0 main.1 0
0 main.2 misuse false
0 main.3 true
3 main.6 TimeoutError
3 main.8 nil
3 main.10 false
4 main.7 cancelled
4 main.9 cancelled
6 main.12 0
6 main.13 misuse
6 main.15
6 main.17 cancelled
6 main.19 0
6 main.21 0
]==]
