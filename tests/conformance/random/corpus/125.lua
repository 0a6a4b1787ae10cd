-- Random program, seed 1767; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      get_var("t1.1")
    end)
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        clear_event(1)
        local b1 = async(function()
          queue_size("b1.1", 1)
          return 26
        end)
        await(b1())
        local c2 = async(function()
          shelter("c2.5", "Exception", function()
            watch_future("c2.1", 1)
            cancel("c2.3", 1)
            await(reset_barrier("c2.4", 1))
          end)
          shelter("c2.11", "Exception", function()
            put_nowait("c2.7", 2, 9)
            watch("c2.8", 1)
            mark("c2.9")
            cancel("c2.10", 1)
          end)
          return 28
        end)
        await(wait_limited("c1.1", c2, 2))
      end)
      shelter("c1.4", "Exception", function()
        release_semaphore("c1.3", 2)
      end)
      return 66
    end)
    await(wait_limited("t1.3", c1, 0.5))
    do
      local _ <close> = group_scope(1)
      cancel("t1.4", 1)
      mark("t1.5")
      put_nowait("t1.6", 1, 8)
      cancel("t1.7", 1)
    end
    shelter("t1.9", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(get("t1.8", 2))
    end)
    return 14
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    await(join("main.1", 1))
  end)
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(join("main.3", 1))
    end)
  end)
  state_of("main.6", 0)
end
--[==[ trace
1 t1.1 0
1 b1.1 0 true false
1 c2.3 true
1 c2.4 0
1 c2.7 nil
1 c2.9
1 c2.10 true
1 c1.1 28
1 c1.3 nil false
1 t1.3 66
1 t1.4 true
1 t1.5
1 t1.6 nil
1 t1.7 true
1 t1.8 9
2 c2.8 cancelled
- raised CancelledError
]==]
