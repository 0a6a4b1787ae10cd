-- Random program, seed 1625; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", "Exception", function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_event("t1.1", 2))
      end)
      local t2 = async(function()
        do
          local _ <close> = defer(function()
            mark("t2.4")
            task_done("t2.6", 2)
          end)
          cancel("t2.1", 2)
          cancel("t2.2", 1)
          shutdown_queue("t2.3", 1, true)
        end
        do
          local _ <close> = group_scope(1)
          cancel("t2.8", 2)
          reschedule("t2.10", 1, -1)
          watch("t2.11", 2)
          cancel("t2.12", 2)
        end
        set_future("t2.13", 1, 1)
        bump()
        return 54
      end)
      spawn(2, t2, false)
      for _ = 1, 3 do
        shelter("t1.4", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_event("t1.3", 1))
        end)
        shelter("t1.6", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(wait_barrier("t1.5", 1))
        end)
      end
    end)
    shelter("t1.9", "Exception", function()
      watch_future("t1.8", 2)
    end)
    return 77
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.10", "Exception", function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(4, 0.25)
        await(wait_event("t3.1", 1))
      end)
      shelter("t3.4", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(wait_barrier("t3.3", 1))
      end)
      cancel("t3.5", 2)
      local _ <close> = group_scope(2)
      cancel("t3.6", 1)
      cancel("t3.7", 2)
      task_done("t3.8", 1)
      release_lock("t3.9", 1)
    end)
    shelter("t3.11", "Exception", function()
      local t4 = async(function()
        shelter("t4.3", nil, function()
          set_event(2)
          set_future("t4.1", 2, 1)
          watch("t4.2", 0)
        end)
        return 57
      end)
      spawn(4, t4, false)
    end)
    return 33
  end)
  spawn(3, t3, false)
  local t5 = async(function()
    shelter("t5.1", "Exception", function()
      await(nap(0.25))
    end)
    await(reset_barrier("t5.2", 1))
    return 88
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.2", nil, function()
      await(look("t6.1", 1))
    end)
    release_semaphore("t6.3", 2)
    return 32
  end)
  spawn(6, t6, false)
  shelter("main.2", "Exception", function()
    cancel("main.1", 5)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(wait_event("main.3", 2))
    end)
  end)
  shelter("main.7", nil, function()
    await(wait_some("main.6", {4, 6}, 0.5, "FIRST_EXCEPTION"))
  end)
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(get("main.8", 2))
    end)
  end)
end
--[==[ trace
0 main.1 true
3 main.4 TimeoutError
3 t3.2 TimeoutError
5 t1.2 TimeoutError
6 t2.1 true
6 t2.2 true
6 t2.3
6 t2.4
6 t2.6 misuse
6 t2.8 true
6 t2.10 misuse
6 t2.12 true
6 t2.13 nil
7 t2.11 cancelled
8 t6.1 CancelledError
8 t6.3 nil false
10 main.6 {t6} {}
12 t3.4 TimeoutError
12 t3.5 false
12 t3.6 false
12 t3.7 false
12 t3.8 misuse
12 t3.9 misuse false
13 t4.1 nil
15 main.9 TimeoutError
16 t4.2 finished nil
]==]
