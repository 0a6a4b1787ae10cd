-- Random program, seed 3635; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.11", "Exception", function()
      set_event(1)
      mark("t1.1")
      do
        local _ <close> = await(condition(2):acquire())
        notify_all("t1.2", 2)
      end
      local _ <close> = defer(function()
        mark("t1.5")
        do
          local _ <close> = timeout_scope(3, 0)
          shelter("t1.7", "Exception", function()
            local _ <close> = timeout_scope(4, 0.5)
            await(acquire_semaphore("t1.6", 2))
          end)
        end
        expired("t1.8", 3)
        release_semaphore("t1.10", 1)
      end)
      do
        local _ <close> = await(condition(2):acquire())
        notify("t1.3", 2, 2)
      end
      local c1 = async(function()
        shelter("c1.4", "Exception", function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(acquire_semaphore("c1.1", 2))
          end)
          task_done("c1.3", 1)
        end)
        shelter("c1.9", nil, function()
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join_queue("c1.5", 1))
          end)
          put_nowait("c1.7", 2, 3)
          task_done("c1.8", 1)
        end)
        return 7
      end)
      local c2 = async(function()
        shelter("c2.2", nil, function()
          shutdown_queue("c2.1", 1, true)
        end)
        return 31
      end)
      await(each_outcome("t1.4", {c1, c2}, 2))
      later(1, 0.5, function()
        shutdown_queue("k1.1", 2, false)
      end)
    end)
    return 36
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    queue_size("t2.1", 2)
    set_event(1)
    shelter("t2.4", "Exception", function()
      await(look("t2.2", 1))
      local b1 = async(function()
        shelter("b1.8", nil, function()
          do
            local _ <close> = await(condition(2):acquire())
            notify_all("b1.1", 2)
          end
          do
            local _ <close> = timeout_scope(5, 1)
            set_future("b1.2", 4, 4)
          end
          expired("b1.3", 5)
          do
            local _ <close> = defer(function()
              mark("b1.5")
              await(wait_some("b1.6", {1, 1}, 0.5, "FIRST_COMPLETED"))
            end)
            task_done("b1.4", 2)
          end
          await(get("b1.7", 1))
        end)
        return 73
      end)
      await(b1())
      fail_future("t2.3", 1)
    end)
    return 36
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(6, 0)
        await(wait_event("t3.1", 1))
      end)
    end)
    shelter("t3.5", "Exception", function()
      local _ <close> = timeout_scope(7, 0)
      await(wait_event("t3.4", 1))
    end)
    return 60
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.3", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(8, 1)
        await(wait_future("t4.1", 1))
      end)
    end)
    await(look("t4.4", 1))
    return 62
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    await(nap(0))
    return 5
  end)
  spawn(5, t5, true)
  shelter("main.2", "Exception", function()
    cancel_future("main.1", 4)
  end)
  shelter("main.4", "Exception", function()
    task_done("main.3", 1)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(acquire_lock("main.6", 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(10, 0.25)
      await(acquire_semaphore("main.9", 1))
    end)
  end)
end
--[==[ trace
0 main.1 true
0 main.3 misuse
0 main.6
1 t1.1
1 t1.2 nil
1 t1.3 nil
1 t2.1 0 true false
2 t3.2 TimeoutError
2 t3.4 true true
2 c1.1
2 c1.3 misuse
2 c1.5
2 c1.7 nil
2 c1.8 misuse
2 c2.1
4 t1.4 7
4 t1.4 31
4 t1.5
4 t1.6
4 t1.8 false
4 t1.10 nil true
5 main.9
5 t2.2 36
5 b1.1 nil
5 b1.2 InvalidStateError
5 b1.3 false
5 b1.4 nil
5 b1.5
7 b1.8 CancelledError
7 t2.3 InvalidStateError
7 t4.3 CancelledError
7 t4.4 36
]==]
