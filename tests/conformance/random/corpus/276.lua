-- Random program, seed 562; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 3}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.1", nil, function()
      set_event(1)
      await(nap(0.25))
    end)
    shelter("t1.6", nil, function()
      cancel("t1.2", 1)
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_future("t1.4", 2))
      end)
    end)
    return 82
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    put_nowait("t2.1", 2, 4)
    do
      local _ <close> = group_scope(1)
      local c1 = async(function()
        shelter("c1.1", "Exception", function()
          await(nap(1))
          set_event(1)
        end)
        return 8
      end)
      await(gather_all("t2.3", {1, c1, 1}, false))
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(join("t2.4", 1))
      end)
    end
    cancel("t2.6", 2)
    await(wait_some("t2.7", {1, 1}, 2, "FIRST_COMPLETED"))
    return 14
  end)
  spawn(2, t2, true)
  shelter("main.3", nil, function()
    cancelling("main.1")
    await(nap(2))
    cancel("main.2", 1)
  end)
  shelter("main.8", nil, function()
    cancel("main.4", 1)
    local _ <close> = defer(function()
      mark("main.5")
      uncancel("main.6")
      shutdown_queue("main.7", 1, true)
    end)
    await(nap(1.5))
  end)
  shelter("main.12", nil, function()
    cancel("main.9", 1)
    cancel("main.10", 2)
    bump()
    cancel("main.11", 1)
  end)
end
--[==[ trace
0 t2.1 nil
0 main.1 0
3 t1.2 true
4 t1.6 CancelledError
9 t2.3 [82, 8, 82]
9 t2.4 82
9 t2.6 true
12 main.2 false
12 main.4 false
14 main.5
14 main.6 0
14 main.7
14 main.9 false
14 main.10 false
14 main.11 false
]==]
