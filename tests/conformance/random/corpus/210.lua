-- Random program, seed 705; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      local c1 = async(function()
        shelter("c1.6", "Exception", function()
          release_semaphore("c1.2", 1)
          local c2 = async(function()
            release_semaphore("c2.1", 2)
            notify_all("c2.2", 1)
            shelter("c2.8", nil, function()
              shelter("c2.5", "Exception", function()
                local _ <close> = timeout_scope(1, 1)
                await(put("c2.4", 1, 7))
              end)
              put_nowait("c2.6", 1, 1)
              cancel("c2.7", 1)
              await(nap(1))
            end)
            return 23
          end)
          local c3 = async(function()
            shelter("c3.7", nil, function()
              set_future("c3.1", 2, 9)
              shelter("c3.4", "Exception", function()
                local _ <close> = timeout_scope(2, 0.25)
                await(put("c3.3", 1, 9))
              end)
              cancel("c3.5", 1)
              await(wait_condition("c3.6", 1))
            end)
            cancel("c3.8", 1)
            get_nowait("c3.9", 2)
            return 45
          end)
          await(gather_all("c1.3", {c2, c3}, false))
          await(nap(0))
        end)
        shelter("c1.8", "Exception", function()
          task_done("c1.7", 2)
        end)
        return 72
      end)
      await(wait_shielded("t1.1", c1))
      state_of("t1.2", 1)
      notify_all("t1.4", 1)
    end)
    await(nap(0))
    return 46
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", "Exception", function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(join_queue("t2.1", 2))
      end)
    end)
    shelter("t2.5", "Exception", function()
      await(look("t2.4", 1))
    end)
    return 42
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    boom("t3.1")
    shelter("t3.3", "Exception", function()
      cancel("t3.2", 1)
    end)
    return 35
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      await(look("t4.1", 2))
    end)
    boom("t4.3")
    return 63
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      state_of("t5.1", 4)
    end)
    shelter("t5.5", nil, function()
      shelter("t5.4", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(get("t5.3", 2))
      end)
    end)
    return 61
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    task_done("main.1", 2)
  end)
  shelter("main.3", "Exception", function()
    await(nap(0.5))
  end)
  shelter("main.4", nil, function()
    set_event(1)
  end)
  shelter("main.6", "Exception", function()
    boom("main.5")
  end)
  shelter("main.8", "Exception", function()
    notify_all("main.7", 1)
  end)
  shelter("main.10", "Exception", function()
    local _ <close> = timeout_scope(5, 1)
    await(wait_barrier("main.9", 1))
  end)
end
--[==[ trace
0 main.1 misuse
1 t2.1
1 t3.1
1 t5.1 pending
2 c1.2 nil false
3 c2.1 misuse false
3 c2.2 misuse
3 c2.4
3 c2.6 nil
3 c2.7 true
3 c3.1 nil
3 c3.3
3 c3.5 true
3 c3.7 misuse
3 c3.8 true
3 c3.9 QueueEmpty
4 t1.5 CancelledError
6 t2.4 46
7 t4.1 42
7 t4.3
9 main.5
9 main.6 Boom main.5
9 main.7 misuse
9 t5.4 TimeoutError
13 c1.3 [23, 45]
14 c1.7 misuse
17 main.10 TimeoutError
]==]
