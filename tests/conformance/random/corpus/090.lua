-- Random program, seed 4935; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 1}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(get("t1.1", 1))
      end)
    end)
    shelter("t1.10", "Exception", function()
      local b1 = async(function()
        queue_size("b1.1", 1)
        get_nowait("b1.2", 1)
        return 48
      end)
      await(b1())
      cancel("t1.5", 1)
      do
        local _ <close> = group_scope(1)
        cancel("t1.7", 1)
        local c1 = async(function()
          cancel("c1.1", 1)
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(2, 0.25)
            await(acquire_lock("c1.2", 1))
          end)
          release_lock("c1.4", 1)
          return 2
        end)
        await(wait_limited("t1.8", c1, 2))
      end
      get_var("t1.9")
    end)
    return 23
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    cancel("t2.1", 1)
    release_semaphore("t2.2", 1)
    get_var("t2.3")
    shelter("t2.10", "Exception", function()
      get_var("t2.4")
      shelter("t2.6", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(wait_future("t2.5", 1))
      end)
      shelter("t2.8", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(acquire_lock("t2.7", 1))
      end)
      state_of("t2.9", 2)
    end)
    return 8
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      cancel("t3.1", 1)
    end)
    await(nap(1.5))
    return 17
  end)
  spawn(3, t3, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(acquire_semaphore("main.1", 2))
    end)
  end)
  shelter("main.5", "Exception", function()
    cancel("main.4", 3)
  end)
  shelter("main.8", "Exception", function()
    uncancel("main.7")
  end)
  shelter("main.10", "Exception", function()
    cancel("main.9", 2)
  end)
end
--[==[ trace
1 t2.1 true
1 t2.2 nil false
1 t2.3 0
1 t2.4 0
1 t3.1 true
2 t1.3 CancelledError
2 b1.1 0 true false
2 b1.2 QueueEmpty
2 t1.5 true
2 t1.7 true
2 c1.1 true
2 c1.2
2 c1.4 nil false
2 t1.8 2
2 t1.9 0
4 t2.6 TimeoutError
4 t2.7
4 t2.9 pending
6 main.2 TimeoutError
6 main.4 true
6 main.7 0
6 main.9 false
]==]
