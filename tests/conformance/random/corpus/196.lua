-- Random program, seed 5143; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(acquire_lock("t1.1", 1))
      end)
      notify("t1.3", 1, 2)
    end)
    shelter("t1.13", nil, function()
      do
        local _ <close> = defer(function()
          mark("t1.8")
          local c1 = async(function()
            shelter("c1.1", nil, function()
              set_event(1)
            end)
            return 84
          end)
          await(wait_limited("t1.9", c1, 0.25))
        end)
        shutdown_queue("t1.5", 2, false)
        do
          local _ <close> = defer(function()
            mark("t1.6")
            cancel("t1.7", 1)
            await(nap(0))
          end)
          set_event(1)
        end
      end
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("t1.10", 1)
      end
      do
        local _ <close> = await(lock(2):acquire())
        set_event(1)
      end
      shelter("t1.12", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(put("t1.11", 1, 4))
      end)
    end)
    return 34
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", nil, function()
      await(nap(1))
    end)
    shelter("t2.5", nil, function()
      await(wait_some("t2.2", {1, 1}, 1, "ALL_COMPLETED"))
      release_semaphore("t2.3", 1)
      await(wait_some("t2.4", {1}, 2, "FIRST_COMPLETED"))
    end)
    return 45
  end)
  spawn(2, t2, false)
  shelter("main.4", nil, function()
    do
      local _ <close> = await(condition(1):acquire())
      notify_all("main.1", 1)
    end
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(3, 0.25)
      await(wait_event("main.2", 1))
    end)
  end)
  shelter("main.8", nil, function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_future("main.5", 4))
    end)
    await(look("main.7", 1))
  end)
  shelter("main.14", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(5, 0)
      await(put("main.9", 2, 4))
    end)
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(get("main.11", 1))
    end)
    await(nap(0.5))
    notify("main.13", 1, 3)
  end)
  shelter("main.21", nil, function()
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(acquire_lock("main.15", 1))
    end)
    do
      local _ <close> = group_scope(1)
      notify_all("main.17", 1)
    end
    cancel("main.18", 1)
    shelter("main.20", "Exception", function()
      local _ <close> = timeout_scope(8, 0.25)
      await(put("main.19", 1, 2))
    end)
  end)
  shelter("main.23", "Exception", function()
    local c2 = async(function()
      shelter("c2.7", "Exception", function()
        await(wait_some("c2.1", {2}, nil, "FIRST_EXCEPTION"))
        shelter("c2.3", "Exception", function()
          local _ <close> = timeout_scope(9, 0.5)
          await(put("c2.2", 1, 4))
        end)
        shelter("c2.5", "Exception", function()
          local _ <close> = timeout_scope(10, 0.25)
          await(acquire_lock("c2.4", 1))
        end)
        notify_all("c2.6", 1)
      end)
      return 81
    end)
    await(wait_limited("main.22", c2, nil))
  end)
  reschedule("main.24", 7, nil)
  local c3 = async(function()
    shelter("c3.3", nil, function()
      local b1 = async(function()
        await(wait_event("b1.1", 1))
        task_done("b1.2", 2)
        shelter("b1.4", "Exception", function()
          local _ <close> = timeout_scope(11, 1)
          await(wait_future("b1.3", 4))
        end)
        shelter("b1.5", nil, function()
          set_event(1)
        end)
        return 71
      end)
      await(b1())
      await(wait_some("c3.1", {1, 2}, -1, "FIRST_EXCEPTION"))
      notify_all("c3.2", 1)
      set_event(1)
    end)
    notify_all("c3.4", 1)
    return 58
  end)
  await(each_completed("main.25", {2, c3, 2}, 1))
  notify_all("main.26", 1)
end
--[==[ trace
0 main.1 nil
1 t1.1
1 t1.3 misuse
1 t1.5
1 t1.6
1 t1.7 true
2 main.2 true true
2 t1.8
2 t1.9 84
2 t1.13 CancelledError
4 main.6 TimeoutError
4 main.7 34
4 main.10 QueueShutDown
7 main.12 TimeoutError
11 t2.2 {t1} {}
11 t2.3 nil false
13 t2.4 {t1} {}
15 main.13 misuse
17 main.16 TimeoutError
17 main.17 misuse
17 main.18 false
17 main.19
19 c2.1 {t2} {}
19 c2.2
21 c2.5 TimeoutError
21 c2.6 misuse
21 main.22 81
21 main.24 misuse
22 b1.1 true true
22 b1.2 misuse
22 c3.3 CancelledError
22 c3.4 misuse
23 main.25 45
23 main.25 58
23 main.26 misuse
]==]
