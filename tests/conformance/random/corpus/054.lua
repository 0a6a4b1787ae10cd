-- Random program, seed 5393; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      set_future("t1.1", 3, 2)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_event("t1.2", 1))
      end)
    end)
    return 60
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.8", nil, function()
      do
        local _ <close> = timeout_scope(2, 1)
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(wait_event("t2.1", 1))
        end)
        await(each_outcome("t2.3", {1}, 0.25))
      end
      expired("t2.4", 2)
      mark("t2.5")
      shelter("t2.7", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(join("t2.6", 1))
      end)
    end)
    return 84
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.8", "Exception", function()
      local _ <close> = defer(function()
        mark("t3.3")
        shelter("t3.5", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(wait_barrier("t3.4", 1))
        end)
        shelter("t3.7", "Exception", function()
          local _ <close> = timeout_scope(6, 0.5)
          await(join("t3.6", 2))
        end)
      end)
      local c1 = async(function()
        set_future("c1.1", 3, 3)
        set_future("c1.2", 3, 7)
        state_of("c1.3", 1)
        get_nowait("c1.4", 2)
        shelter("c1.6", "Exception", function()
          release_semaphore("c1.5", 1)
          set_var(3)
        end)
        return 53
      end)
      await(wait_limited("t3.1", c1, 0.25))
      boom("t3.2")
    end)
    clear_event(1)
    set_event(1)
    await(nap(1))
    return 67
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    cancel_future("t4.1", 3)
    return 25
  end)
  spawn(4, t4, false)
  shelter("main.3", nil, function()
    await(gather_all("main.1", {3, 4, 2}, false))
    cancelling("main.2")
  end)
  shelter("main.8", "Exception", function()
    local g1 = coroutine.wrap(function()
      local t5 = async(function()
        shelter("t5.7", nil, function()
          do
            local ok, err = try(function()
              put_nowait("t5.1", 1, 3)
              set_future("t5.2", 4, 6)
              clear_event(1)
            end)
            if not ok then
              log_error("t5.3", err)
              reschedule("t5.4", 6, 0.25)
            end
          end
          fail_future("t5.5", 1)
          put_nowait("t5.6", 2, 8)
        end)
        return 81
      end)
      spawn(5, t5, false)
      shelter("g1.2", "Exception", function()
        local _ <close> = timeout_scope(7, 1)
        await(wait_event("g1.1", 1))
      end)
      coroutine.yield(1)
      set_future("g1.3", 2, 9)
      coroutine.yield(2)
    end)
    for value in g1 do log("main.4", value) end
    uncancel("main.5")
    get_nowait("main.6", 1)
    set_future("main.7", 3, 2)
  end)
  shelter("main.9", "Exception", function()
    set_event(1)
  end)
  shelter("main.11", "Exception", function()
    state_of("main.10", 1)
  end)
  shelter("main.13", nil, function()
    shutdown_queue("main.12", 2, false)
  end)
  shelter("main.16", nil, function()
    cancel("main.15", 4)
  end)
end
--[==[ trace
1 t1.1 nil
1 c1.1 InvalidStateError
1 c1.2 InvalidStateError
1 c1.3 pending
1 c1.4 QueueEmpty
1 c1.5 misuse false
1 t3.1 53
1 t3.2
1 t3.3
1 t4.1 false
3 t2.2 TimeoutError
5 t2.3 TimeoutError
5 t2.4 false
5 t2.5
7 t1.3 TimeoutError
7 t3.5 TimeoutError
8 t2.6 60
9 t3.6 84
9 t3.8 Boom t3.2
13 main.1 [67, 25, 84]
13 main.2 0
13 g1.1 true true
13 main.4 1
13 g1.3 nil
13 main.4 2
13 main.5 0
13 main.6 QueueEmpty
13 main.7 InvalidStateError
13 main.10 finished 60
13 main.12
13 main.15 false
14 t5.1 nil
14 t5.2 nil
14 t5.5 nil
14 t5.6 QueueShutDown
]==]
