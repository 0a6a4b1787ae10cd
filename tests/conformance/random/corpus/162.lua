-- Random program, seed 1161; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      later(1, 2, function()
        state_of("k1.1", 1)
        notify_all("k1.2", 1)
        queue_size("k1.3", 2)
      end)
      local c1 = async(function()
        shelter("c1.2", "Exception", function()
          uncancel("c1.1")
        end)
        return 15
      end)
      await(wait_shielded("t1.1", c1))
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(wait_event("t1.2", 1))
      end)
    end)
    shelter("t1.8", "Exception", function()
      local c2 = async(function()
        shelter("c2.3", nil, function()
          watch("c2.1", 1)
          mark("c2.2")
        end)
        mark("c2.4")
        later(2, 1, function()
          get_var("k2.1")
          cancel("k2.2", 1)
        end)
        return 82
      end)
      await(wait_shielded("t1.5", c2))
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_future("t1.6", 1))
      end)
    end)
    return 13
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(join("t2.1", 1))
      end)
      reschedule("t2.3", 1, 1)
      uncancel("t2.4")
    end)
    return 6
  end)
  spawn(2, t2, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_event("main.1", 2))
    end)
  end)
  shelter("main.5", nil, function()
    put_nowait("main.4", 2, 8)
  end)
  shelter("main.7", nil, function()
    await(wait_event("main.6", 2))
  end)
end
--[==[ trace
2 c1.1 0
4 t1.1 15
6 t1.3 TimeoutError
7 c2.2
7 c2.4
9 t1.5 82
11 main.2 TimeoutError
11 main.4 nil
12 t2.2 TimeoutError
12 t2.3 misuse
12 t2.4 0
12 c2.1 cancelled
13 k2.1 0
13 k2.2 false
14 k1.1 cancelled
14 k1.2 misuse
14 k1.3 1 false false
16 main.7 CancelledError
]==]
