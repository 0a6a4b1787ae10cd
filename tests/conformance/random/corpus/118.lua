-- Random program, seed 3806; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"priority", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      await(wait_condition("t1.2", 2))
    end)
    return 38
  end)
  spawn(1, t1, false)
  shelter("main.4", "Exception", function()
    set_future("main.1", 3, 4)
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(join("main.2", 1))
    end)
  end)
  shelter("main.15", "Exception", function()
    do
      local _ <close> = defer(function()
        mark("main.6")
        watch("main.7", 1)
      end)
      watch_future("main.5", 1)
    end
    await(wait_shielded("main.8", 1))
    queue_size("main.9", 2)
    local ok, err = try(function()
      cancel("main.10", 1)
      reschedule("main.11", 1, 3)
      await(nap(0))
    end)
    if not ok then
      expect(err, CancelledError)
      log_error("main.12", err)
      set_future("main.13", 2, 6)
      queue_size("main.14", 2)
    end
  end)
  shelter("main.30", nil, function()
    do
      local ok, err = try(function()
        shelter("main.17", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_event("main.16", 1))
        end)
        uncancel("main.18")
        await(wait_shielded("main.19", 1))
      end)
      if not ok then
        log_error("main.20", err)
        reschedule("main.21", 2, nil)
      end
    end
    for _ = 1, 3 do
      shelter("main.23", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(join("main.22", 1))
      end)
      shelter("main.25", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(wait_barrier("main.24", 1))
      end)
    end
    shelter("main.27", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(wait_future("main.26", 2))
    end)
    shelter("main.29", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(join("main.28", 1))
    end)
  end)
end
--[==[ trace
0 main.1 nil
1 t1.3 misuse
2 main.2 38
2 main.6
2 main.8 38
2 main.9 0 true false
2 main.10 false
2 main.11 misuse
3 main.7 finished 38
5 main.17 TimeoutError
5 main.18 0
5 main.19 38
5 main.22 38
8 main.25 TimeoutError
8 main.22 38
11 main.25 TimeoutError
11 main.22 38
14 main.25 TimeoutError
16 main.27 TimeoutError
16 main.28 38
]==]
