-- Random program, seed 4653; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      for _ = 1, 3 do
        local c1 = async(function()
          shelter("c1.4", nil, function()
            set_var(5)
            cancel("c1.1", 1)
            cancel("c1.2", 1)
            put_nowait("c1.3", 1, 5)
          end)
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(get("c1.5", 1))
          end)
          boom("c1.8")
          put_nowait("c1.9", 2, 7)
          return 41
        end)
        await(each_outcome("t1.1", {c1}, 1))
      end
      shutdown_queue("t1.2", 2, false)
      local c2 = async(function()
        shelter("c2.2", "Exception", function()
          do
            local _ <close> = await(semaphore(1):acquire())
            cancel("c2.1", 1)
          end
          local t2 = async(function()
            cancel("t2.1", 1)
            return 76
          end)
          spawn(2, t2, true)
        end)
        shelter("c2.5", nil, function()
          local t3 = async(function()
            shelter("t3.1", nil, function()
              clear_event(2)
            end)
            fail_future("t3.2", 3)
            release_lock("t3.3", 1)
            return 15
          end)
          spawn(3, t3, true)
          shelter("c2.4", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join("c2.3", 2))
          end)
        end)
        return 49
      end)
      await(wait_limited("t1.3", c2, 0.25))
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(wait_barrier("t1.4", 1))
      end)
    end)
    shelter("t1.8", "Exception", function()
      cancel("t1.7", 3)
    end)
    return 30
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      task_done("t4.1", 1)
    end)
    shelter("t4.4", "Exception", function()
      boom("t4.3")
    end)
    return 55
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", nil, function()
      put_nowait("t5.1", 2, 4)
    end)
    return 80
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    set_event(1)
    return 74
  end)
  spawn(6, t6, false)
  shelter("main.2", "Exception", function()
    cancel("main.1", 6)
  end)
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(4, 0.25)
      await(get("main.3", 1))
    end)
  end)
  shelter("main.7", nil, function()
    cancel("main.6", 3)
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(join_queue("main.8", 2))
    end)
  end)
  shelter("main.13", nil, function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(join("main.11", 1))
    end)
  end)
end
--[==[ trace
0 main.1 true
1 t4.1 misuse
1 t4.3
1 t4.4 Boom t4.3
1 t5.1 nil
2 c1.1 true
2 c1.2 true
2 c1.3 nil
2 c1.5 5
2 c1.8
3 t1.1 CancelledError
4 c1.1 true
4 c1.2 true
4 c1.3 nil
4 c1.5 5
4 c1.8
5 t1.1 CancelledError
6 c1.1 true
6 c1.2 true
6 c1.3 nil
6 c1.5 5
6 c1.8
7 t1.1 CancelledError
7 t1.2
7 c2.1 true
7 t2.1 true
7 t3.2 nil
7 t3.3 misuse false
7 c2.3 76
7 t1.3 49
10 main.4 TimeoutError
10 main.6 false
12 main.9 TimeoutError
12 main.13 CancelledError
]==]
