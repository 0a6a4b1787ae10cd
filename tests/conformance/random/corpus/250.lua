-- Random program, seed 4593; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 1}, {"lifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    set_future("t1.1", 1, 1)
    do
      local _ <close> = defer(function()
        mark("t1.2")
        do
          local _ <close> = timeout_scope(1, 1)
          await(nap(0))
        end
        shutdown_queue("t1.3", 1, false)
      end)
      local t2 = async(function()
        shelter("t2.3", "Exception", function()
          notify("t2.2", 2, 2)
        end)
        return 73
      end)
      spawn(2, t2, true)
      await(nap(2))
    end
    local t3 = async(function()
      later(1, 1, function()
        cancel_handle("k1.1", 1)
        cancel("k1.2", 2)
        cancel("k1.3", 2)
      end)
      local c1 = async(function()
        shelter("c1.5", nil, function()
          await(reset_barrier("c1.1", 1))
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join_queue("c1.3", 2))
          end)
        end)
        shelter("c1.9", nil, function()
          uncancel("c1.6")
          cancel("c1.7", 3)
          queue_size("c1.8", 1)
          await(nap(0.25))
        end)
        return 43
      end)
      await(wait_limited("t3.1", c1, 2))
      shelter("t3.3", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_event("t3.2", 1))
      end)
      shelter("t3.7", "Exception", function()
        await(wait_some("t3.4", {2, 2}, 1, "FIRST_EXCEPTION"))
        shelter("t3.6", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(wait_event("t3.5", 1))
        end)
      end)
      return 33
    end)
    spawn(3, t3, false)
    shelter("t1.5", "Exception", function()
      cancel("t1.4", 1)
    end)
    return 28
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    await(nap(1.5))
  end)
  shelter("main.4", "Exception", function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_event("main.2", 1))
    end)
  end)
  shelter("main.5", nil, function()
    await(nap(1))
  end)
end
--[==[ trace
1 t1.1 nil
1 t2.2 misuse
5 t1.2
6 t1.3
6 t1.4 true
7 c1.1 0
7 c1.3
7 c1.6 0
7 c1.7 true
7 c1.8 0 true false
8 c1.9 CancelledError
8 t3.1 43
10 main.3 TimeoutError
10 t3.3 TimeoutError
12 t3.4 {t2} {}
13 k1.1
13 k1.2 false
13 k1.3 false
15 t3.6 TimeoutError
]==]
