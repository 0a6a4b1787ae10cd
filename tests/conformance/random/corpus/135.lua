-- Random program, seed 4068; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local g1 = coroutine.wrap(function()
      await(nap(1))
      coroutine.yield(1)
      shelter("g1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(acquire_semaphore("g1.1", 2))
      end)
      coroutine.yield(2)
      set_event(1)
      shelter("g1.4", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(get("g1.3", 2))
      end)
      coroutine.yield(3)
    end)
    for value in g1 do log("t1.1", value) end
    task_done("t1.2", 2)
    local c1 = async(function()
      shelter("c1.8", "Exception", function()
        local b1 = async(function()
          shelter("b1.2", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(wait_barrier("b1.1", 1))
          end)
          task_done("b1.3", 1)
          cancel("b1.4", 1)
          return 53
        end)
        await(b1())
        do
          local _ <close> = await(lock(1):acquire())
          release_semaphore("c1.2", 2)
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(4, 0.5)
            await(put("c1.3", 1, 5))
          end)
        end
        do
          local _ <close> = group_scope(1)
          task_done("c1.5", 1)
          task_done("c1.6", 1)
        end
        release_semaphore("c1.7", 1)
      end)
      return 25
    end)
    await(wait_limited("t1.3", c1, 1))
    local c2 = async(function()
      shelter("c2.6", "Exception", function()
        local _ <close> = await(lock(1):acquire())
        shelter("c2.2", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(acquire_lock("c2.1", 1))
        end)
        shelter("c2.4", "Exception", function()
          local _ <close> = timeout_scope(6, 0.25)
          await(put("c2.3", 2, 5))
        end)
        task_done("c2.5", 1)
      end)
      shelter("c2.11", nil, function()
        set_future("c2.7", 1, 1)
        local c3 = async(function()
          await(nap(0))
          reschedule("c3.1", 6, -1)
          shelter("c3.6", "Exception", function()
            task_done("c3.2", 2)
            uncancel("c3.3")
            fail_future("c3.4", 1)
            task_done("c3.5", 2)
          end)
          return 17
        end)
        local c4 = async(function()
          shelter("c4.1", nil, function()
            clear_event(1)
          end)
          shelter("c4.3", "Exception", function()
            local _ <close> = timeout_scope(7, 0.5)
            await(get("c4.2", 1))
          end)
          return 29
        end)
        local c5 = async(function()
          shelter("c5.1", nil, function()
            bump()
          end)
          return 88
        end)
        await(gather_all("c2.8", {c3, c4, c5}, true))
        uncancel("c2.9")
        task_done("c2.10", 2)
      end)
      return 51
    end)
    local c6 = async(function()
      await(nap(0.5))
      shelter("c6.3", "Exception", function()
        shelter("c6.2", "Exception", function()
          local _ <close> = timeout_scope(8, 0.5)
          await(put("c6.1", 2, 3))
        end)
      end)
      return 25
    end)
    local c7 = async(function()
      shelter("c7.2", "Exception", function()
        cancel("c7.1", 1)
      end)
      shelter("c7.4", "Exception", function()
        await(join_queue("c7.3", 2))
      end)
      return 78
    end)
    await(each_outcome("t1.4", {c2, c6, c7}, -1))
    release_semaphore("t1.5", 1)
    shelter("t1.7", "Exception", function()
      local _ <close> = timeout_scope(9, 1)
      await(put("t1.6", 2, 1))
    end)
    await(nap(2))
    return 84
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    reschedule("t2.1", 2, -1)
    shelter("t2.3", "Exception", function()
      local _ <close> = timeout_scope(10, 0.5)
      await(get("t2.2", 1))
    end)
    return 40
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(11, 0)
        await(wait_barrier("t3.1", 1))
      end)
    end)
    await(nap(2))
    return 63
  end)
  spawn(3, t3, true)
  shelter("main.2", "Exception", function()
    local _ <close> = timeout_scope(12, 1)
    await(wait_barrier("main.1", 1))
  end)
  shelter("main.4", "Exception", function()
    set_future("main.3", 2, 9)
  end)
  shelter("main.6", "Exception", function()
    notify_all("main.5", 2)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(13, 1)
      await(wait_event("main.7", 1))
    end)
  end)
  shelter("main.12", "Exception", function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(14, 0.25)
      await(join_queue("main.10", 2))
    end)
  end)
  shelter("main.13", nil, function()
    await(nap(1))
  end)
end
--[==[ trace
2 t3.2 TimeoutError
5 t2.3 TimeoutError
7 main.2 TimeoutError
7 main.3 nil
7 main.5 misuse
7 t1.1 1
7 g1.1
7 t1.1 2
8 main.7 true true
8 main.10
9 g1.4 TimeoutError
9 t1.1 3
9 t1.2 misuse
11 b1.2 TimeoutError
11 b1.3 misuse
11 b1.4 true
11 c1.2 nil false
11 c1.3
11 c1.5 nil
11 c1.6 misuse
11 c1.7 nil false
11 t1.3 25
12 c7.1 true
12 c7.3
12 t1.4 CancelledError
13 t1.4 TimeoutError
13 t1.4 TimeoutError
13 t1.5 nil false
13 t1.6
15 c2.2 TimeoutError
15 c2.3
15 c2.5 misuse
15 c2.7 nil
15 c6.1
16 c4.2 5
17 c3.1 misuse
17 c3.2 nil
17 c3.3 0
17 c3.4 InvalidStateError
17 c3.5 nil
19 c2.8 [17, 29, 88]
19 c2.9 0
19 c2.10 nil
]==]
