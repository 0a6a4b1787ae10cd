-- Random program, seed 2920; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 3}, {"priority", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(acquire_lock("t1.1", 1))
      end)
      cancel("t1.3", 1)
      queue_size("t1.4", 2)
      notify_all("t1.5", 1)
    end)
    clear_event(1)
    release_semaphore("t1.7", 2)
    return 8
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      await(wait_barrier("t2.1", 1))
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(put("t2.2", 1, 8))
      end)
      local t3 = async(function()
        shelter("t3.6", nil, function()
          put_nowait("t3.1", 1, 4)
          shelter("t3.3", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(put("t3.2", 1, 6))
          end)
          local _ <close> = timeout_scope(4, -1)
          shelter("t3.5", "Exception", function()
            local _ <close> = timeout_scope(5, 1)
            await(wait_barrier("t3.4", 1))
          end)
        end)
        shelter("t3.8", "Exception", function()
          cancel("t3.7", 1)
        end)
        return 21
      end)
      spawn(3, t3, true)
      mark("t2.4")
    end)
    return 22
  end)
  spawn(2, t2, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(acquire_lock("main.1", 2))
    end)
  end)
  put_nowait("main.4", 2, 8)
  shelter("main.6", "Exception", function()
    put_nowait("main.5", 1, 4)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(wait_barrier("main.7", 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    cancel("main.10", 3)
  end)
  shelter("main.13", "Exception", function()
    state_of("main.12", 2)
  end)
end
--[==[ trace
0 main.1
0 main.4 nil
0 main.5 nil
1 t1.1
1 t1.3 true
1 t1.4 1 false false
1 t1.5 misuse
1 t1.7 nil false
1 t2.1 1
1 t2.2
1 t3.1 nil
1 t2.4
2 main.7 0
2 main.10 true
2 main.12 finished 22
3 t3.6 CancelledError
3 t3.7 false
]==]
