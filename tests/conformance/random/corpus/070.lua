-- Random program, seed 5555; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      cancel("t1.1", 1)
      await(wait_future("t1.2", 3))
      set_event(2)
    end)
    return 17
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      cancel("t2.1", 1)
      release_lock("t2.2", 2)
      mark("t2.3")
    end)
    return 77
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    do
      local _ <close> = group_scope(1)
      put_nowait("t3.1", 2, 2)
      do
        local _ <close> = await(condition(1):acquire())
        notify("t3.2", 1, 2)
      end
      do
        local _ <close> = group_scope(2)
        task_done("t3.3", 2)
      end
    end
    return 41
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    fail_future("main.1", 1)
  end)
  shelter("main.9", "Exception", function()
    local _ <close> = defer(function()
      mark("main.5")
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("main.6", 1)
      end
      local _ <close> = await(condition(1):acquire())
      shelter("main.8", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_condition_for("main.7", 1, 1))
      end)
    end)
    await(look("main.3", 3))
    await(wait_some("main.4", {2, 3}, 2, "FIRST_COMPLETED"))
  end)
  shelter("main.11", "Exception", function()
    release_semaphore("main.10", 1)
  end)
  shelter("main.16", nil, function()
    notify_all("main.12", 1)
    do
      local _ <close> = await(condition(1):acquire())
      notify_all("main.13", 1)
    end
    task_done("main.14", 2)
    notify("main.15", 1, 2)
  end)
  shelter("main.20", nil, function()
    local _ <close> = group_scope(3)
    local t4 = async(function()
      release_lock("t4.1", 1)
      await(look("t4.3", 3))
      shelter("t4.5", nil, function()
        get_nowait("t4.4", 1)
      end)
      return 37
    end)
    spawn(4, t4, false)
    cancelling("main.17")
    queue_size("main.18", 1)
    do
      local _ <close> = await(semaphore(1):acquire())
      set_future("main.19", 1, 4)
    end
  end)
  shelter("main.26", nil, function()
    fail_future("main.21", 1)
    shelter("main.23", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(get("main.22", 1))
    end)
    uncancel("main.24")
    cancel("main.25", 4)
  end)
end
--[==[ trace
0 t2.1 true
0 t2.2 misuse false
0 t2.3
0 main.1 nil
1 t3.1 nil
1 t3.2 nil
1 t3.3 nil
2 main.3 41
4 main.4 {t2, t3} {}
4 main.5
4 main.6 nil
6 main.8 TimeoutError
6 main.10 nil false
6 main.12 misuse
6 main.13 nil
6 main.14 misuse
6 main.15 misuse
6 main.17 0
6 main.18 0 true false
6 main.19 InvalidStateError
6 main.21 InvalidStateError
7 t4.1 misuse false
7 t4.3 41
7 t4.4 QueueEmpty
9 main.23 TimeoutError
9 main.24 0
9 main.25 false
]==]
