-- Random program, seed 35; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"lifo", 0}, {"fifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      cancel("t1.1", 1)
      task_done("t1.2", 1)
      set_var(3)
      local t2 = async(function()
        local c1 = async(function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(wait_barrier("c1.1", 1))
          end)
          cancel("c1.3", 1)
          await(nap(1))
          cancel("c1.4", 2)
          return 78
        end)
        local c2 = async(function()
          shelter("c2.3", "Exception", function()
            cancel("c2.1", 2)
            cancel("c2.2", 2)
          end)
          shelter("c2.5", nil, function()
            uncancel("c2.4")
          end)
          return 12
        end)
        local c3 = async(function()
          shutdown_queue("c3.1", 1, false)
          cancel("c3.2", 2)
          set_future("c3.4", 2, 6)
          task_done("c3.5", 2)
          return 4
        end)
        await(each_outcome("t2.1", {c1, c2, c3}, 1))
        shelter("t2.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(put("t2.2", 1, 3))
        end)
        local c4 = async(function()
          shelter("c4.5", nil, function()
            shelter("c4.2", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(join_queue("c4.1", 2))
            end)
            shelter("c4.4", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(wait_barrier("c4.3", 1))
            end)
          end)
          shelter("c4.7", "Exception", function()
            cancel("c4.6", 1)
            await(nap(0.25))
          end)
          return 83
        end)
        await(wait_limited("t2.4", c4, 1))
        shelter("t2.6", "Exception", function()
          local _ <close> = timeout_scope(5, 0)
          await(wait_barrier("t2.5", 1))
        end)
        do
          local _ <close> = await(semaphore(2):acquire())
          state_of("t2.7", 1)
        end
        for _ = 1, 2 do
          reschedule("t2.8", 4, 1)
        end
        return 27
      end)
      spawn(2, t2, false)
    end)
    shelter("t1.5", "Exception", function()
      for _ = 1, 3 do
        cancel("t1.4", 1)
      end
    end)
    return 66
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.6", nil, function()
      do
        local ok, err = try(function()
          queue_size("t3.1", 2)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t3.2", err)
          task_done("t3.3", 2)
        end
      end
      await(nap(1.5))
      task_done("t3.4", 2)
      cancel("t3.5", 1)
    end)
    set_future("t3.7", 1, 1)
    return 45
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    await(wait_some("t4.1", {2, 2}, 0.5, "ALL_COMPLETED"))
    shelter("t4.3", "Exception", function()
      boom("t4.2")
    end)
    return 67
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(join_queue("t5.1", 1))
    end)
    shelter("t5.4", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(get("t5.3", 1))
    end)
    return 87
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    uncancel("t6.1")
    return 10
  end)
  spawn(6, t6, true)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(8, 0)
      await(get("main.1", 2))
    end)
  end)
  shelter("main.5", "Exception", function()
    reschedule("main.4", 6, 3)
  end)
  shelter("main.7", "Exception", function()
    cancel("main.6", 4)
  end)
  shelter("main.8", nil, function()
    await(nap(1.5))
  end)
  shelter("main.10", "Exception", function()
    notify("main.9", 1, 3)
  end)
end
--[==[ trace
0 t6.1 0
1 t1.1 true
1 t1.2 misuse
1 t1.4 true
1 t1.4 true
1 t1.4 true
1 t3.1 0 true false
1 t5.1
2 main.2 TimeoutError
2 main.4 misuse
2 main.6 true
3 c2.1 true
3 c2.2 true
3 c2.4 0
3 c3.1
3 c3.2 true
3 c3.4 nil
3 c3.5 misuse
4 t2.1 CancelledError
4 t5.4 QueueShutDown
5 c1.2 TimeoutError
5 c1.3 false
5 t2.1 12
5 t2.1 4
5 t2.3 QueueShutDown
5 c4.1
7 c4.4 TimeoutError
7 c4.6 false
9 t2.4 83
11 t2.6 TimeoutError
11 t2.7 cancelled
11 t2.8 misuse
11 t2.8 misuse
13 c1.4 false
15 t3.4 misuse
15 t3.5 false
15 t3.7 nil
15 main.9 misuse
]==]
