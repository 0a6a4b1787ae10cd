-- Random program, seed 1124; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.11", "Exception", function()
      do
        local _ <close> = defer(function()
          mark("t1.2")
          set_future("t1.3", 2, 1)
          release_semaphore("t1.4", 1)
        end)
        notify("t1.1", 1, 1)
      end
      local _ <close> = defer(function()
        mark("t1.7")
        shelter("t1.9", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(acquire_semaphore("t1.8", 2))
        end)
        local c2 = async(function()
          shelter("c2.3", "Exception", function()
            reschedule("c2.1", 1, 0.25)
            await(nap(0))
            boom("c2.2")
          end)
          shelter("c2.5", nil, function()
            reschedule("c2.4", 1, 0.25)
          end)
          return 18
        end)
        await(wait_limited("t1.10", c2, 1))
      end)
      local c1 = async(function()
        shelter("c1.4", nil, function()
          mark("c1.1")
          boom("c1.3")
        end)
        return 42
      end)
      await(wait_limited("t1.5", c1, 2))
      cancel("t1.6", 0)
    end)
    boom("t1.12")
    boom("t1.13")
    release_semaphore("t1.14", 2)
    set_event(1)
    return 19
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      await(acquire_lock("t2.1", 1))
    end)
    return 21
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      mark("t3.1")
    end)
    await(get("t3.3", 1))
    return 37
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      await(wait_some("t4.1", {1}, 0.5, "FIRST_COMPLETED"))
    end)
    return 16
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    state_of("main.1", 2)
  end)
  shelter("main.4", "Exception", function()
    local _ <close> = timeout_scope(2, 0)
    await(join_queue("main.3", 1))
  end)
  shelter("main.6", "Exception", function()
    release_semaphore("main.5", 1)
  end)
  shelter("main.7", "Exception", function()
    await(nap(0))
  end)
  shelter("main.9", nil, function()
    boom("main.8")
  end)
end
--[==[ trace
0 main.1 pending
0 main.3
0 main.5 nil false
1 t1.1 misuse
1 t1.2
1 t1.3 nil
1 t1.4 nil false
1 c1.1
1 c1.3
1 c1.4 Boom c1.3
1 t1.5 42
1 t1.6 true
1 t1.7
1 t1.8
1 c2.1 misuse
1 t2.1
1 t3.1
2 c2.2
2 c2.3 Boom c2.2
2 c2.4 misuse
2 t1.10 18
2 t1.12
3 t4.2 CancelledError
- raised CancelledError
]==]
