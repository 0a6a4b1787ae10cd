-- Random program, seed 1416; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 3}, {"priority", 3}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      await(nap(0))
      do
        local _ <close> = timeout_scope(1, -1)
        local c1 = async(function()
          put_nowait("c1.2", 2, 6)
          task_done("c1.3", 2)
          put_nowait("c1.4", 1, 9)
          set_event(1)
          shelter("c1.9", nil, function()
            put_nowait("c1.5", 2, 2)
            queue_size("c1.6", 1)
            fail_future("c1.8", 1)
          end)
          return 87
        end)
        await(wait_limited("t1.1", c1, nil))
        local c2 = async(function()
          shelter("c2.4", "Exception", function()
            task_done("c2.1", 2)
            notify_all("c2.2", 1)
            task_done("c2.3", 2)
          end)
          shelter("c2.6", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(put("c2.5", 1, 5))
          end)
          set_future("c2.7", 1, 2)
          return 27
        end)
        await(wait_limited("t1.2", c2, 1))
      end
      expired("t1.3", 1)
      await(nap(0))
    end)
    return 82
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      boom("t2.1")
    end)
    return 81
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    await(look("t3.1", 2))
    return 16
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.3", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(put("t4.1", 1, 4))
      end)
    end)
    return 67
  end)
  spawn(4, t4, false)
  shelter("main.1", nil, function()
    bump()
  end)
  shelter("main.3", "Exception", function()
    get_nowait("main.2", 2)
  end)
  shelter("main.4", nil, function()
    await(nap(1.5))
  end)
end
--[==[ trace
0 main.2 QueueEmpty
1 t2.1
1 t2.2 Boom t2.1
1 t3.1 81
1 t4.1
2 c1.2 nil
2 c1.3 nil
2 c1.4 nil
2 c1.5 nil
2 c1.6 2 false false
2 c1.8 nil
2 t1.1 87
2 c2.1 nil
2 c2.2 misuse
2 c2.3 misuse
2 c2.5
2 c2.7 InvalidStateError
2 t1.2 27
2 t1.3 false
]==]
