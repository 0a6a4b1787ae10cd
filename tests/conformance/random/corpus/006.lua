-- Random program, seed 2704; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    soon(1, function()
      task_done("k1.1", 2)
      for _ = 1, 3 do
        cancel("k1.2", 1)
        get_var("k1.3")
      end
      for _ = 1, 2 do
        get_nowait("k1.4", 1)
        cancel_handle("k1.5", 1)
      end
    end)
    release_lock("t1.1", 2)
    shelter("t1.5", "Exception", function()
      local c1 = async(function()
        shelter("c1.8", "Exception", function()
          do
            local _ <close> = defer(function()
              mark("c1.4")
              put_nowait("c1.5", 2, 8)
              put_nowait("c1.6", 2, 3)
            end)
            get_nowait("c1.2", 2)
            fail_future("c1.3", 1)
          end
          set_future("c1.7", 3, 1)
        end)
        shelter("c1.10", nil, function()
          uncancel("c1.9")
        end)
        return 80
      end)
      local c2 = async(function()
        shelter("c2.2", "Exception", function()
          put_nowait("c2.1", 1, 8)
        end)
        shelter("c2.5", "Exception", function()
          set_future("c2.4", 2, 5)
        end)
        return 32
      end)
      await(each_outcome("t1.2", {c1, c2}, 1))
      boom("t1.3")
      task_done("t1.4", 2)
    end)
    return 77
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      await(nap(0))
    end)
    get_nowait("t2.3", 1)
    return 27
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      await(look("t3.2", 2))
    end)
    state_of("t3.4", 3)
    return 7
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.1", "Exception", function()
      bump()
    end)
    shelter("t4.3", nil, function()
      cancel("t4.2", 4)
    end)
    return 63
  end)
  spawn(4, t4, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(join("main.1", 1))
    end)
  end)
  shelter("main.5", nil, function()
    get_nowait("main.4", 2)
  end)
  shelter("main.7", nil, function()
    shutdown_queue("main.6", 2, false)
  end)
  shelter("main.9", nil, function()
    get_nowait("main.8", 2)
  end)
end
--[==[ trace
1 t1.1 misuse false
1 t2.3 QueueEmpty
1 t3.2 27
1 t3.4 pending
1 t4.2 true
2 k1.1 misuse
2 k1.2 true
2 k1.3 0
2 k1.2 true
2 k1.3 0
2 k1.2 true
2 k1.3 0
2 k1.4 QueueEmpty
2 k1.5
2 k1.4 QueueEmpty
2 k1.5
2 c1.2 QueueEmpty
2 c1.3 nil
2 c1.4
2 c1.5 nil
2 c1.6 QueueFull
2 c1.7 nil
2 c1.9 0
2 c2.1 nil
2 c2.4 nil
3 t1.2 CancelledError
4 t1.2 80
4 t1.3
4 t1.5 Boom t1.3
5 main.1 77
5 main.4 8
5 main.6
5 main.8 QueueShutDown
]==]
