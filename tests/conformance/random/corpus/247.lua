-- Random program, seed 5062; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      do
        local _ <close> = await(condition(2):acquire())
        notify("t1.1", 2, 2)
      end
      put_nowait("t1.2", 1, 8)
      set_event(1)
    end)
    return 63
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.11", nil, function()
      cancelling("t2.1")
      notify("t2.2", 2, 3)
      do
        local _ <close> = await(condition(2):acquire())
        notify("t2.3", 2, 1)
      end
      local _ <close> = defer(function()
        mark("t2.10")
        set_event(1)
      end)
      set_event(1)
      do
        local _ <close> = defer(function()
          mark("t2.8")
          await(abort_barrier("t2.9", 1))
        end)
        release_lock("t2.4", 1)
        shelter("t2.6", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(acquire_semaphore("t2.5", 2))
        end)
        cancel("t2.7", 1)
      end
      set_event(1)
    end)
    return 33
  end)
  spawn(2, t2, false)
  shelter("main.3", "Exception", function()
    for _ = 1, 3 do
      notify("main.1", 2, 1)
    end
    await(wait_limited("main.2", 1, 0.25))
  end)
  shelter("main.7", nil, function()
    state_of("main.4", 2)
    get_nowait("main.5", 2)
    do
      local _ <close> = await(lock(1):acquire())
      local t3 = async(function()
        shelter("t3.2", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(join("t3.1", 1))
        end)
        shelter("t3.4", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(wait_future("t3.3", 1))
        end)
        cancel("t3.5", 1)
        shelter("t3.7", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(wait_future("t3.6", 2))
        end)
        shelter("t3.9", "Exception", function()
          set_event(1)
          await(nap(0))
          queue_size("t3.8", 2)
        end)
        return 40
      end)
      spawn(3, t3, true)
    end
    for _ = 1, 2 do
      cancel("main.6", 2)
    end
  end)
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(wait_event("main.8", 1))
    end)
  end)
  shelter("main.12", "Exception", function()
    put_nowait("main.11", 2, 1)
  end)
end
--[==[ trace
0 main.1 misuse
0 main.1 misuse
0 main.1 misuse
1 t1.1 nil
1 t1.2 nil
1 t2.1 0
1 t2.2 misuse
1 t2.3 nil
1 t2.4 misuse false
1 t2.5
1 t2.7 false
1 t2.8
1 t2.9 true
1 t2.10
2 main.2 63
2 main.4 finished 33
2 main.5 QueueEmpty
2 t3.1 63
2 main.6 false
2 main.6 false
2 main.8 true true
2 main.11 nil
]==]
