-- Random program, seed 4689; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_event("t1.1", 1))
      end)
    end)
    cancel("t1.4", 1)
    return 61
  end)
  spawn(1, t1, true)
  shelter("main.2", nil, function()
    clear_event(1)
    mark("main.1")
  end)
  shelter("main.10", "Exception", function()
    state_of("main.3", 1)
    do
      local _ <close> = group_scope(1)
      do
        local _ <close> = group_scope(2)
        set_event(1)
        local t2 = async(function()
          shelter("t2.3", "Exception", function()
            cancel("t2.1", 1)
            shutdown_queue("t2.2", 2, true)
          end)
          shelter("t2.9", nil, function()
            cancel("t2.4", 1)
            shelter("t2.6", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(wait_event("t2.5", 1))
            end)
            state_of("t2.7", 1)
            state_of("t2.8", 2)
          end)
          return 86
        end)
        spawn(2, t2, false)
        watch("main.4", 2)
      end
      set_future("main.5", 2, 3)
      state_of("main.6", 1)
    end
    queue_size("main.7", 1)
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(wait_event("main.8", 1))
    end)
  end)
  shelter("main.12", nil, function()
    cancel("main.11", 1)
    await(nap(0))
  end)
  shelter("main.14", "Exception", function()
    cancel("main.13", 1)
  end)
end
--[==[ trace
0 main.1
0 main.3 pending
0 main.5 nil
0 main.6 pending
0 main.7 0 true false
0 main.8 true true
0 main.11 true
1 t1.3 CancelledError
1 t1.4 true
1 t2.1 false
1 t2.2
1 t2.4 false
1 t2.5 true true
1 t2.7 cancelled
1 t2.8 pending
1 main.13 false
2 main.4 finished 86
]==]
