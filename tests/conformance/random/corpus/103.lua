-- Random program, seed 2085; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 0}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(join_queue("t2.1", 2))
      end)
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(wait_event("t2.3", 1))
      end)
      release_semaphore("t2.5", 1)
      shelter("t2.6", nil, function()
        set_event(2)
        await(nap(1))
      end)
      return 17
    end)
    spawn(2, t2, false)
    for _ = 1, 2 do
      do
        local _ <close> = group_scope(1)
        set_future("t1.1", 1, 2)
        queue_size("t1.2", 2)
        release_semaphore("t1.3", 2)
        set_event(2)
      end
      do
        local _ <close> = await(lock(2):acquire())
        release_semaphore("t1.4", 1)
        shelter("t1.6", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(wait_event("t1.5", 2))
        end)
      end
    end
    task_done("t1.7", 1)
    shelter("t1.11", nil, function()
      await(nap(0))
      local c1 = async(function()
        put_nowait("c1.1", 1, 9)
        set_future("c1.2", 1, 8)
        await(nap(1))
        local c2 = async(function()
          shelter("c2.4", nil, function()
            uncancel("c2.1")
            release_semaphore("c2.2", 1)
            await(wait_barrier("c2.3", 1))
          end)
          return 55
        end)
        local c3 = async(function()
          shelter("c3.2", "Exception", function()
            shutdown_queue("c3.1", 2, false)
          end)
          return 85
        end)
        start_gather(1, {c2, c3}, false)
        shelter("c1.4", "Exception", function()
          local _ <close> = timeout_scope(4, 0)
          await(join("c1.3", 2))
        end)
        await(wait_gather("c1.5", 1))
        return 43
      end)
      await(each_outcome("t1.8", {c1}, 0.5))
      shelter("t1.10", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(put("t1.9", 1, 5))
      end)
    end)
    return 78
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.3", "Exception", function()
      await(abort_barrier("t3.1", 1))
      get_nowait("t3.2", 1)
    end)
    return 38
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      await(each_outcome("t4.1", {2, 2}, 1))
    end)
    shelter("t4.4", "Exception", function()
      await(nap(0))
      await(nap(0))
      cancel("t4.3", 4)
      await(nap(0))
    end)
    return 15
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    await(wait_barrier("t5.1", 1))
    shelter("t5.4", "Exception", function()
      shelter("t5.3", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(join("t5.2", 2))
      end)
    end)
    return 27
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.2", "Exception", function()
      put_nowait("t6.1", 2, 8)
    end)
    shelter("t6.4", nil, function()
      notify_all("t6.3", 1)
    end)
    return 40
  end)
  spawn(6, t6, false)
  shelter("main.2", "Exception", function()
    boom("main.1")
  end)
  shelter("main.3", "Exception", function()
    await(nap(1.5))
  end)
  shelter("main.4", nil, function()
    await(nap(0))
  end)
  shelter("main.6", "Exception", function()
    await(wait_some("main.5", {4, 3, 6}, 2, "ALL_COMPLETED"))
  end)
end
--[==[ trace
0 main.1
0 main.2 Boom main.1
1 t1.1 nil
1 t1.2 0 true false
1 t1.3 nil false
1 t1.4 nil false
1 t1.5 true true
1 t1.1 InvalidStateError
1 t1.2 0 true false
1 t1.3 nil false
1 t1.4 nil false
1 t1.5 true true
1 t1.7 misuse
1 t3.1 true
1 t3.2 QueueEmpty
1 t6.1 nil
1 t6.3 misuse
3 c1.1 nil
3 c1.2 InvalidStateError
4 t2.2 TimeoutError
6 t1.8 TimeoutError
6 t1.9
6 t2.4 TimeoutError
6 t2.5 nil false
8 t4.1 TimeoutError
9 c2.1 0
9 c2.2 nil false
9 c2.4 BrokenBarrierError
9 c3.1
10 t4.3 true
10 t2.6 CancelledError
11 c1.3 17
11 c1.5 [55, 85]
16 main.5 {t3, t4, t6} {}
]==]
