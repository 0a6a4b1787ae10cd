-- Random program, seed 1319; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      await(nap(1))
      local c1 = async(function()
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(put("c1.1", 2, 9))
        end)
        cancel_future("c1.3", 1)
        return 81
      end)
      await(wait_limited("t1.1", c1, 0.5))
    end)
    return 76
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", "Exception", function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(join_queue("t2.1", 1))
      end)
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(join("t2.3", 1))
      end)
      await(wait_some("t2.5", {1, 1}, 0.25, "ALL_COMPLETED"))
    end)
    shelter("t2.9", nil, function()
      shelter("t2.8", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(join("t2.7", 1))
      end)
      set_event(1)
    end)
    return 26
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.4", "Exception", function()
      uncancel("t3.1")
      watch("t3.2", 2)
      cancel("t3.3", 2)
    end)
    return 60
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(acquire_lock("t4.1", 1))
    end)
    mark("t4.3")
    cancel("t4.4", 4)
    reschedule("t4.5", 1, nil)
    shelter("t4.7", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(join("t4.6", 3))
    end)
    clear_event(2)
    return 43
  end)
  spawn(4, t4, false)
  shelter("main.3", nil, function()
    bump()
    await(nap(1))
    set_event(2)
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(7, 0)
      await(wait_event("main.1", 2))
    end)
  end)
  shelter("main.7", "Exception", function()
    local t5 = async(function()
      shelter("t5.6", nil, function()
        do
          local _ <close> = await(condition(1):acquire())
          notify_all("t5.1", 1)
        end
        for _ = 1, 3 do
          state_of("t5.2", 5)
          local c2 = async(function()
            shelter("c2.2", "Exception", function()
              set_event(2)
              cancel_future("c2.1", 3)
              set_event(1)
            end)
            return 39
          end)
          await(each_outcome("t5.3", {1, c2, 3}, 0.5))
        end
        notify_all("t5.4", 1)
        notify_all("t5.5", 1)
      end)
      return 62
    end)
    spawn(5, t5, false)
    watch("main.4", 3)
    fail_future("main.5", 2)
    state_of("main.6", 4)
  end)
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(join_queue("main.8", 1))
    end)
  end)
end
--[==[ trace
1 t2.1
1 t3.1 0
1 t3.3 true
1 t4.1
1 t4.3
1 t4.4 true
1 t4.6 60
4 t3.2 cancelled
6 main.1 true true
6 main.5 nil
6 main.6 cancelled
6 main.8
7 t5.1 nil
7 t5.2 pending
7 main.4 finished 60
8 t5.3 CancelledError
8 t5.3 CancelledError
8 t5.3 60
8 t5.2 pending
9 c2.1 true
10 t5.3 CancelledError
10 t5.3 60
10 t5.3 39
10 t5.2 pending
11 c2.1 false
12 t5.3 CancelledError
12 t5.3 60
12 t5.3 39
12 t5.4 misuse
12 t5.5 misuse
]==]
