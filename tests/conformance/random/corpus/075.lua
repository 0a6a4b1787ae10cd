-- Random program, seed 1465; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0)
      await(acquire_semaphore("t1.1", 1))
    end)
    shelter("t1.8", nil, function()
      set_future("t1.3", 2, 5)
      put_nowait("t1.5", 2, 4)
      local g1 = coroutine.wrap(function()
        local g2 = coroutine.wrap(function()
          shutdown_queue("g2.2", 1, true)
          coroutine.yield(1)
          reschedule("g2.3", 1, 1)
          clear_event(2)
          coroutine.yield(2)
        end)
        for value in g2 do log("g1.1", value) end
        local c1 = async(function()
          shelter("c1.7", "Exception", function()
            reschedule("c1.1", 1, -1)
            reschedule("c1.2", 1, 0.25)
            shelter("c1.5", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(acquire_lock("c1.4", 1))
            end)
            state_of("c1.6", 1)
          end)
          shelter("c1.12", "Exception", function()
            state_of("c1.8", 1)
            release_semaphore("c1.9", 2)
            shelter("c1.11", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(wait_future("c1.10", 2))
            end)
          end)
          return 78
        end)
        local c2 = async(function()
          shelter("c2.5", nil, function()
            notify("c2.2", 1, 1)
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(acquire_semaphore("c2.3", 2))
            end)
          end)
          shelter("c2.11", "Exception", function()
            shelter("c2.7", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(get("c2.6", 2))
            end)
            shelter("c2.10", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(acquire_lock("c2.9", 1))
            end)
          end)
          return 33
        end)
        local c3 = async(function()
          shelter("c3.5", nil, function()
            reschedule("c3.2", 1, -1)
            put_nowait("c3.3", 1, 3)
            await(get("c3.4", 1))
            bump()
          end)
          return 4
        end)
        await(each_outcome("g1.3", {c1, c2, c3}, 0.5))
        coroutine.yield(1)
      end)
      for value in g1 do log("t1.6", value) end
      set_future("t1.7", 1, 2)
    end)
    return 37
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(join("t2.1", 1))
    end)
    do
      local _ <close> = await(condition(1):acquire())
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(8, 0.25)
        await(wait_condition("t2.3", 1))
      end)
    end
    await(nap(0.25))
    shelter("t2.6", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(wait_future("t2.5", 3))
    end)
    reschedule("t2.7", 9, -1)
    return 21
  end)
  spawn(2, t2, false)
  shelter("main.1", nil, function()
    await(nap(1))
  end)
  shelter("main.3", nil, function()
    release_lock("main.2", 1)
  end)
  shelter("main.5", nil, function()
    release_semaphore("main.4", 2)
  end)
end
--[==[ trace
3 t1.2 TimeoutError
3 t1.3 nil
3 t1.5 nil
3 g2.2
3 g1.1 1
3 g2.3 misuse
3 g1.1 2
4 c1.1 misuse
4 c1.2 misuse
4 c1.4
4 c1.6 pending
4 c1.8 pending
4 c1.9 nil false
4 c1.10 5
4 c2.2 misuse
4 c2.3
4 c2.6 4
4 c3.2 misuse
4 c3.3 QueueShutDown
4 c3.5 QueueShutDown
6 g1.3 78
6 g1.3 4
8 g1.3 TimeoutError
8 t1.6 1
8 t1.7 nil
9 t2.1 37
11 t2.4 TimeoutError
13 main.2 nil false
13 main.4 nil false
13 c2.10 TimeoutError
]==]
