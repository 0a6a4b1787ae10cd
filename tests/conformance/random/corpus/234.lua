-- Random program, seed 3473; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local c1 = async(function()
      do
        local ok, err = try(function()
          await(abort_barrier("c1.1", 1))
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("c1.2", err)
          set_event(1)
        end
      end
      set_event(1)
      await(nap(0.25))
      for _ = 1, 3 do
        set_future("c1.3", 2, 6)
        shelter("c1.5", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_barrier("c1.4", 1))
        end)
      end
      return 69
    end)
    await(gather_all("t1.1", {c1}, false))
    set_event(1)
    await(nap(0))
    set_event(1)
    shelter("t1.7", "Exception", function()
      local _ <close> = defer(function()
        mark("t1.4")
        do
          local _ <close> = group_scope(1)
          shutdown_queue("t1.5", 1, false)
        end
        watch("t1.6", 1)
      end)
      await(nap(2))
      local c2 = async(function()
        shelter("c2.2", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(wait_event("c2.1", 1))
        end)
        shelter("c2.4", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(wait_future("c2.3", 1))
        end)
        put_nowait("c2.6", 2, 3)
        shelter("c2.8", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(wait_barrier("c2.7", 1))
        end)
        queue_size("c2.10", 2)
        shelter("c2.12", "Exception", function()
          local _ <close> = timeout_scope(5, 1)
          await(wait_barrier("c2.11", 1))
        end)
        return 11
      end)
      local c3 = async(function()
        notify("c3.1", 1, 2)
        set_event(1)
        await(nap(0.5))
        return 14
      end)
      await(each_completed("t1.3", {c2, c3}, nil))
    end)
    return 78
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.11", nil, function()
      do
        local ok, err = try(function()
          boom("t2.1")
          do
            local _ <close> = group_scope(2)
            notify("t2.2", 1, 1)
            release_semaphore("t2.3", 1)
            release_semaphore("t2.4", 1)
            notify("t2.5", 1, 2)
          end
          cancel("t2.6", 2)
        end)
        if not ok then
          log_error("t2.7", err)
          set_event(1)
        end
      end
      release_lock("t2.8", 1)
      shelter("t2.10", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(wait_event("t2.9", 1))
      end)
    end)
    shelter("t2.13", "Exception", function()
      get_var("t2.12")
    end)
    return 61
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.1", nil, function()
      set_event(1)
    end)
    cancel("t3.2", 3)
    return 7
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      queue_size("t4.1", 2)
    end)
    shelter("t4.3", nil, function()
      clear_event(1)
    end)
    return 73
  end)
  spawn(4, t4, false)
  shelter("main.2", "Exception", function()
    notify("main.1", 1, 3)
  end)
  shelter("main.4", "Exception", function()
    await(look("main.3", 1))
  end)
  shelter("main.7", "Exception", function()
    cancel("main.6", 3)
  end)
  shelter("main.9", "Exception", function()
    await(look("main.8", 1))
  end)
end
--[==[ trace
0 main.1 misuse
1 t2.1
1 t2.7 Boom t2.1
1 t2.8 misuse false
1 t2.9 true true
1 t2.12 0
1 t3.2 true
1 t4.1 0 true false
2 c1.1 true
4 c1.3 nil
4 c1.5 BrokenBarrierError
4 c1.3 InvalidStateError
4 c1.5 BrokenBarrierError
4 c1.3 InvalidStateError
4 c1.5 BrokenBarrierError
6 t1.1 [69]
10 c2.1 true true
10 c3.1 misuse
12 c2.4 TimeoutError
12 c2.6 nil
12 c2.8 BrokenBarrierError
12 c2.10 1 false false
12 c2.12 BrokenBarrierError
14 t1.3 11
14 t1.3 14
14 t1.4
14 t1.5
15 main.3 78
15 main.6 false
15 main.8 78
15 t1.6 finished 78
]==]
