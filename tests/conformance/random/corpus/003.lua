-- Random program, seed 3313; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    release_lock("t1.1", 1)
    return 55
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.14", "Exception", function()
      set_future("t2.1", 2, 2)
      do
        local ok, err = try(function()
          await(wait_shielded("t2.2", 1))
          local _ <close> = defer(function()
            mark("t2.6")
            cancel("t2.7", 2)
            put_nowait("t2.8", 2, 6)
          end)
          cancel("t2.3", 1)
          shelter("t2.5", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(acquire_semaphore("t2.4", 2))
          end)
        end)
        if not ok then
          log_error("t2.9", err)
          await(nap(0.5))
          set_future("t2.10", 2, 4)
        end
      end
      uncancel("t2.11")
      shelter("t2.13", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_event("t2.12", 1))
      end)
    end)
    return 17
  end)
  spawn(2, t2, false)
  shelter("main.3", nil, function()
    await(reset_barrier("main.1", 1))
    await(nap(0.5))
    for _ = 1, 3 do
      soon(1, function()
        local t3 = async(function()
          set_future("t3.2", 1, 5)
          shelter("t3.4", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(acquire_semaphore("t3.3", 1))
          end)
          cancel("t3.5", 2)
          put_nowait("t3.6", 2, 1)
          return 87
        end)
        spawn(3, t3, false)
      end)
      later(2, 0, function()
        for _ = 1, 2 do
          boom("k2.1")
          cancel("k2.2", 2)
        end
        for _ = 1, 2 do
          cancel("k2.3", 1)
          set_future("k2.5", 1, 1)
        end
        cancel("k2.6", 3)
      end)
    end
    await(wait_limited("main.2", 3, 0))
  end)
  shelter("main.5", "Exception", function()
    cancel("main.4", 1)
  end)
  shelter("main.10", "Exception", function()
    local c1 = async(function()
      shelter("c1.4", nil, function()
        release_lock("c1.1", 1)
        later(3, 0.25, function()
          reschedule("k3.1", 1, nil)
          queue_size("k3.2", 1)
        end)
        shelter("c1.3", "Exception", function()
          local _ <close> = timeout_scope(4, 0)
          await(get("c1.2", 2))
        end)
      end)
      shelter("c1.6", "Exception", function()
        fail_future("c1.5", 1)
      end)
      return 21
    end)
    await(wait_shielded("main.6", c1))
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(wait_barrier("main.7", 1))
    end)
    put_nowait("main.9", 1, 3)
  end)
end
--[==[ trace
0 main.1 0
1 t1.1 misuse false
1 t2.1 nil
1 t2.2 55
1 t2.3 false
1 t2.4
1 t2.6
1 t2.7 true
1 t2.8 nil
1 t2.11 0
3 t2.13 TimeoutError
6 k2.1
6 callback failed: Boom k2.1
6 k2.1
6 callback failed: Boom k2.1
6 k2.1
6 callback failed: Boom k2.1
7 t3.2 nil
7 t3.2 InvalidStateError
7 t3.2 InvalidStateError
8 main.3 TimeoutError
8 main.4 false
9 c1.1 misuse false
9 c1.2 6
9 c1.5 InvalidStateError
11 main.6 21
12 k3.1 misuse
12 k3.2 0 true false
14 t3.4 TimeoutError
14 t3.5 false
14 t3.6 nil
14 t3.4 TimeoutError
14 t3.5 false
14 t3.6 nil
14 t3.4 TimeoutError
14 t3.5 false
14 t3.6 nil
14 main.8 TimeoutError
14 main.9 nil
]==]
