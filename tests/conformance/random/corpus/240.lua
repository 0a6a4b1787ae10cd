-- Random program, seed 5540; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 0}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", "Exception", function()
      release_semaphore("t1.1", 1)
      get_nowait("t1.2", 1)
      do
        local _ <close> = await(semaphore(2):acquire())
        await(nap(0))
        await(wait_event("t1.4", 1))
        shelter("t1.6", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(acquire_lock("t1.5", 1))
        end)
      end
      local _ <close> = await(condition(2):acquire())
      await(wait_condition("t1.7", 2))
    end)
    return 25
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      do
        local _ <close> = await(condition(2):acquire())
        notify("t2.1", 2, 2)
      end
      await(nap(1))
      queue_size("t2.2", 1)
      await(look("t2.3", 1))
    end)
    shelter("t2.7", nil, function()
      cancel("t2.5", 2)
      cancel("t2.6", 1)
    end)
    return 38
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      local c1 = async(function()
        local c2 = async(function()
          await(acquire_semaphore("c2.1", 1))
          shelter("c2.5", nil, function()
            queue_size("c2.2", 1)
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(wait_event("c2.3", 1))
            end)
          end)
          return 23
        end)
        local c3 = async(function()
          shelter("c3.4", nil, function()
            set_future("c3.1", 2, 1)
            shelter("c3.3", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(put("c3.2", 2, 2))
            end)
            clear_event(1)
          end)
          return 53
        end)
        local c4 = async(function()
          set_var(9)
          shelter("c4.2", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(put("c4.1", 2, 7))
          end)
          await(nap(1.5))
          fail_future("c4.3", 2)
          await(put("c4.4", 2, 5))
          return 18
        end)
        await(each_outcome("c1.1", {c2, c3, c4}, 1))
        notify_all("c1.2", 2)
        task_done("c1.3", 2)
        do
          local _ <close> = await(semaphore(1):acquire())
          await(look("c1.4", 2))
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(acquire_lock("c1.5", 1))
          end)
          await(put("c1.7", 2, 2))
        end
        return 59
      end)
      await(each_outcome("t3.1", {c1}, 2))
      set_event(1)
      await(nap(1))
      set_event(1)
    end)
    shelter("t3.7", "Exception", function()
      shelter("t3.4", "Exception", function()
        local _ <close> = timeout_scope(6, 0.5)
        await(put("t3.3", 2, 3))
      end)
      get_nowait("t3.5", 2)
      set_future("t3.6", 1, 3)
    end)
    return 9
  end)
  spawn(3, t3, false)
  shelter("main.2", "Exception", function()
    await(acquire_lock("main.1", 1))
  end)
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(join_queue("main.3", 2))
    end)
  end)
  shelter("main.7", "Exception", function()
    queue_size("main.6", 2)
  end)
  shelter("main.8", "Exception", function()
    await(nap(0))
  end)
  shelter("main.10", nil, function()
    await(look("main.9", 2))
  end)
  cancel("main.11", 2)
end
--[==[ trace
0 main.1
0 main.3
0 main.6 0 true false
1 t1.1 nil false
1 t1.2 QueueEmpty
1 t2.1 nil
3 c2.1
3 c2.2 0 true false
3 c3.1 nil
3 c3.2
5 c1.1 53
7 t2.2 0 true false
7 c1.1 TimeoutError
7 c1.1 TimeoutError
7 c1.2 misuse
7 c1.3 nil
7 c2.4 TimeoutError
7 c4.2 TimeoutError
9 t3.1 TimeoutError
11 c4.3 InvalidStateError
15 t3.4 TimeoutError
15 t3.5 2
15 t3.6 nil
16 c4.4
19 t2.3 CancelledError
19 t2.5 true
19 t2.6 false
20 main.9 CancelledError
20 main.11 false
]==]
