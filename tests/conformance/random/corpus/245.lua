-- Random program, seed 5325; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(wait_future("t1.1", 1))
    end)
    return 4
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    cancel("t2.1", 2)
    shelter("t2.3", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(wait_barrier("t2.2", 1))
    end)
    return 89
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    shelter("t3.3", "Exception", function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_barrier("t3.1", 1))
      end)
    end)
    return 22
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.5", nil, function()
      put_nowait("t4.1", 2, 8)
      shelter("t4.3", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(join("t4.2", 3))
      end)
      shutdown_queue("t4.4", 2, true)
    end)
    return 9
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    set_future("main.1", 1, 4)
    bump()
    await(nap(0.25))
  end)
  local b1 = async(function()
    shelter("b1.4", nil, function()
      set_future("b1.1", 2, 5)
      shelter("b1.3", "Exception", function()
        local _ <close> = timeout_scope(5, 0)
        await(join_queue("b1.2", 1))
      end)
    end)
    shelter("b1.6", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(put("b1.5", 2, 6))
    end)
    return 31
  end)
  await(b1())
  put_nowait("main.3", 1, 8)
  local b2 = async(function()
    shelter("b2.2", nil, function()
      local c1 = async(function()
        shelter("c1.5", nil, function()
          notify_all("c1.1", 1)
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(7, 1)
            await(get("c1.2", 2))
          end)
          local b3 = async(function()
            shutdown_queue("b3.1", 1, true)
            task_done("b3.2", 1)
            put_nowait("b3.3", 1, 8)
            shelter("b3.5", "Exception", function()
              local _ <close> = timeout_scope(8, 0.5)
              await(join("b3.4", 1))
            end)
            shelter("b3.9", nil, function()
              shutdown_queue("b3.6", 2, true)
              await(get("b3.7", 2))
              await(join_queue("b3.8", 1))
            end)
            return 57
          end)
          await(b3())
          watch_future("c1.4", 1)
        end)
        return 36
      end)
      await(wait_limited("b2.1", c1, 0.5))
      await(nap(0.5))
    end)
    shelter("b2.8", "Exception", function()
      task_done("b2.3", 1)
      put_nowait("b2.4", 1, 7)
      shelter("b2.6", "Exception", function()
        local _ <close> = timeout_scope(9, 1)
        await(get("b2.5", 2))
      end)
      cancel_future("b2.7", 1)
    end)
    return 15
  end)
  await(b2())
  shutdown_queue("main.4", 2, false)
  shelter("main.6", "Exception", function()
    await(get("main.5", 1))
  end)
  shelter("main.7", "Exception", function()
    await(nap(0.5))
  end)
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(10, 0)
      await(wait_barrier("main.8", 1))
    end)
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1 4
1 t3.1 1
1 t4.1 nil
1 t4.2 22
1 t4.4
2 t2.3 TimeoutError
4 b1.1 nil
4 b1.2
4 b1.6 QueueShutDown
4 main.3 nil
4 c1.1 misuse
4 c1.3 QueueShutDown
4 b3.1
4 b3.2 misuse
4 b3.3 QueueShutDown
4 b3.4 4
4 b3.6
4 b3.9 QueueShutDown
4 b2.1 36
5 c1.4 finished 4
7 b2.3 misuse
7 b2.4 QueueShutDown
7 b2.6 QueueShutDown
7 b2.7 false
7 main.4
7 main.6 QueueShutDown
11 main.9 TimeoutError
]==]
