-- Random program, seed 2848; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", "Exception", function()
      do
        local _ <close> = timeout_scope(1, nil)
        cancel_future("t1.1", 3)
        do
          local _ <close> = await(lock(1):acquire())
          shelter("t1.3", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(get("t1.2", 2))
          end)
          cancel("t1.4", 1)
          reschedule("t1.5", 2, -1)
        end
      end
      local c1 = async(function()
        shelter("c1.5", "Exception", function()
          do
            local _ <close> = timeout_scope(3, 0.5)
            queue_size("c1.1", 1)
            mark("c1.2")
            cancel("c1.3", 1)
          end
          expired("c1.4", 3)
        end)
        shelter("c1.10", nil, function()
          cancel("c1.6", 1)
          put_nowait("c1.9", 2, 5)
        end)
        return 83
      end)
      local c2 = async(function()
        boom("c2.1")
        return 44
      end)
      await(each_outcome("t1.6", {c1, c2}, 1))
    end)
    shelter("t1.9", "Exception", function()
      get_nowait("t1.8", 1)
    end)
    return 24
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      cancel("t2.1", 2)
    end)
    await(get("t2.3", 2))
    return 19
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      await(wait_barrier("t3.1", 1))
    end)
    shelter("t3.4", nil, function()
      await(reset_barrier("t3.3", 1))
    end)
    return 26
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    await(abort_barrier("t4.1", 1))
    return 61
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      notify("t5.1", 2, 1)
    end)
    return 19
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    put_nowait("main.1", 2, 4)
  end)
  shelter("main.3", nil, function()
    await(nap(0.5))
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(put("main.4", 2, 2))
    end)
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1 true
1 t1.2 4
1 t1.4 true
1 t1.5 misuse
1 t4.1 true
1 t5.1 misuse
2 c1.1 0 true false
2 c1.2
2 c1.3 true
2 c1.4 false
2 c1.6 true
2 c1.9 nil
2 c2.1
2 t1.6 CancelledError
2 t3.2 BrokenBarrierError
2 t3.3 0
3 t2.3 5
4 t1.6 83
4 t1.8 QueueEmpty
6 main.4
]==]
