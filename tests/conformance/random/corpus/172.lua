-- Random program, seed 3953; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"priority", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      get_nowait("t1.2", 1)
      cancelling("t1.3")
    end)
    shelter("t1.10", "Exception", function()
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_event("t1.5", 1))
      end)
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("t1.7", 1)
      end
      boom("t1.8")
      for _ = 1, 3 do
        later(1, 0.5, function()
          set_event(1)
          boom("k1.1")
          put_nowait("k1.2", 1, 4)
        end)
        state_of("t1.9", 1)
      end
    end)
    return 15
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    set_event(1)
    uncancel("t2.1")
    get_nowait("t2.2", 1)
    return 59
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", "Exception", function()
      bump()
      local c1 = async(function()
        for _ = 1, 2 do
          cancel("c1.1", 2)
        end
        shelter("c1.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_future("c1.2", 1))
        end)
        await(put("c1.4", 1, 8))
        bump()
        do
          local _ <close> = group_scope(1)
          cancel("c1.5", 1)
          state_of("c1.6", 2)
        end
        group_cancel("c1.7", 1)
        return 46
      end)
      local c2 = async(function()
        shelter("c2.4", nil, function()
          local c3 = async(function()
            watch("c3.1", 1)
            return 76
          end)
          await(gather_all("c2.1", {c3}, false))
          shelter("c2.3", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(put("c2.2", 1, 5))
          end)
          await(nap(0))
        end)
        return 37
      end)
      await(each_outcome("t3.1", {2, c1, c2}, 1))
      watch("t3.2", 2)
    end)
    return 4
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      get_nowait("t4.1", 1)
    end)
    return 28
  end)
  spawn(4, t4, true)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_barrier("main.1", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    shutdown_queue("main.4", 2, false)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(put("main.6", 1, 9))
    end)
  end)
  shelter("main.9", "Exception", function()
    await(nap(0.5))
  end)
  shelter("main.12", "Exception", function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(put("main.10", 2, 9))
    end)
  end)
  shelter("main.14", "Exception", function()
    task_done("main.13", 1)
  end)
end
--[==[ trace
0 t1.2 QueueEmpty
0 t1.3 0
0 t4.1 QueueEmpty
1 t2.1 0
1 t2.2 QueueEmpty
2 t1.5 true true
2 t1.7 nil
2 t1.8
2 t1.10 Boom t1.8
2 c1.1 false
2 c1.1 false
3 t3.1 59
4 c3.1 finished 15
5 c2.1 [76]
5 c2.2
8 t3.1 37
10 main.2 TimeoutError
10 main.4
10 main.6
10 c1.3 TimeoutError
10 c1.4
10 c1.5 false
10 c1.6 finished 59
10 c1.7
12 t3.1 46
13 t3.2 finished 59
15 main.11 QueueShutDown
15 main.13 nil
]==]
