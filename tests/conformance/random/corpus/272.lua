-- Random program, seed 5578; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(acquire_semaphore("t1.1", 2))
      end)
      local t2 = async(function()
        shelter("t2.4", nil, function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(acquire_semaphore("t2.1", 1))
          end)
          local g1 = coroutine.wrap(function()
            queue_size("g1.1", 1)
            coroutine.yield(1)
            shelter("g1.3", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(wait_barrier("g1.2", 1))
            end)
            boom("g1.4")
            coroutine.yield(2)
          end)
          for value in g1 do log("t2.3", value) end
        end)
        shelter("t2.10", nil, function()
          do
            local _ <close> = await(condition(1):acquire())
            shelter("t2.6", "Exception", function()
              local _ <close> = timeout_scope(4, 0)
              await(wait_condition_for("t2.5", 1, 2))
            end)
          end
          fail_future("t2.7", 1)
          queue_size("t2.8", 1)
          cancelling("t2.9")
        end)
        return 83
      end)
      spawn(2, t2, false)
      local _ <close> = await(condition(1):acquire())
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(wait_condition("t1.3", 1))
      end)
    end)
    return 61
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.4", nil, function()
      state_of("t3.1", 1)
      for _ = 1, 3 do
        do
          local _ <close> = await(condition(1):acquire())
          notify("t3.2", 1, 2)
        end
      end
      queue_size("t3.3", 2)
    end)
    shelter("t3.13", nil, function()
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t3.6", "Exception", function()
          local _ <close> = timeout_scope(6, 0.5)
          await(wait_condition("t3.5", 1))
        end)
      end
      do
        local _ <close> = timeout_scope(7, 0.5)
        do
          local _ <close> = await(condition(1):acquire())
          notify("t3.7", 1, 2)
        end
        local c1 = async(function()
          shelter("c1.1", nil, function()
            set_event(1)
          end)
          shelter("c1.4", "Exception", function()
            mark("c1.2")
            cancelling("c1.3")
          end)
          return 64
        end)
        await(wait_limited("t3.8", c1, 2))
        local t4 = async(function()
          shelter("t4.6", nil, function()
            mark("t4.1")
            shelter("t4.3", "Exception", function()
              local _ <close> = timeout_scope(8, 0)
              await(wait_barrier("t4.2", 1))
            end)
            shelter("t4.5", "Exception", function()
              local _ <close> = timeout_scope(9, 0.25)
              await(wait_event("t4.4", 2))
            end)
          end)
          return 33
        end)
        spawn(4, t4, false)
      end
      expired("t3.9", 7)
      local _ <close> = await(lock(1):acquire())
      queue_size("t3.10", 2)
      cancelling("t3.11")
      await(look("t3.12", 2))
    end)
    return 80
  end)
  spawn(3, t3, false)
  local t5 = async(function()
    shelter("t5.3", "Exception", function()
      shelter("t5.2", "Exception", function()
        local _ <close> = timeout_scope(10, 0)
        await(acquire_semaphore("t5.1", 1))
      end)
    end)
    shelter("t5.5", "Exception", function()
      watch_future("t5.4", 1)
    end)
    return 60
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    queue_size("t6.1", 1)
    shelter("t6.4", "Exception", function()
      shelter("t6.3", "Exception", function()
        local _ <close> = timeout_scope(11, 0.5)
        await(join_queue("t6.2", 2))
      end)
    end)
    return 82
  end)
  spawn(6, t6, true)
  local t7 = async(function()
    shelter("t7.3", "Exception", function()
      shelter("t7.2", "Exception", function()
        local _ <close> = timeout_scope(12, 0.5)
        await(join_queue("t7.1", 1))
      end)
    end)
    return 80
  end)
  spawn(7, t7, false)
  shelter("main.2", "Exception", function()
    reschedule("main.1", 1, -1)
  end)
  shelter("main.4", "Exception", function()
    put_nowait("main.3", 2, 8)
  end)
  shelter("main.6", nil, function()
    put_nowait("main.5", 2, 9)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(13, 1)
      await(put("main.7", 2, 4))
    end)
  end)
  shelter("main.10", nil, function()
    await(nap(1.5))
  end)
end
--[==[ trace
0 t6.1 0 true false
0 t6.2
0 main.3 nil
0 main.5 nil
1 t1.1
1 t3.1 pending
1 t3.2 nil
1 t3.2 nil
1 t3.2 nil
1 t3.3 2 false true
1 t5.1
1 t7.1
2 t2.1
2 g1.1 0 true false
2 t2.3 1
2 t1.3 true
4 t3.6 TimeoutError
4 t3.7 nil
4 c1.2
4 c1.3 0
4 t3.8 64
4 t3.9 false
4 t3.10 2 false true
4 t3.11 0
4 g1.3 TimeoutError
4 g1.4
4 t2.4 Boom g1.4
5 t4.1
6 t2.6 TimeoutError
6 t2.7 nil
6 t2.8 0 true false
6 t2.9 0
7 t4.3 TimeoutError
7 t5.4 failed Boom t2.7
7 t3.12 83
9 t4.5 TimeoutError
11 main.8 TimeoutError
]==]
