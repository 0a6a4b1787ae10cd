-- Random program, seed 3183; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 3}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      cancel("t1.1", 1)
    end)
    shelter("t1.4", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(put("t1.3", 1, 8))
    end)
    do
      local _ <close> = group_scope(1)
      get_nowait("t1.5", 1)
      group_cancel("t1.6", 1)
    end
    reschedule("t1.7", 1, 0.25)
    set_event(1)
    return 88
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_future("t2.1", 1))
    end)
    cancel("t2.3", 1)
    await(wait_some("t2.4", {1}, 0.5, "ALL_COMPLETED"))
    do
      local _ <close> = group_scope(2)
      put_nowait("t2.5", 1, 7)
      cancel("t2.6", 2)
      notify("t2.8", 2, 1)
      task_done("t2.9", 1)
    end
    shelter("t2.12", "Exception", function()
      put_nowait("t2.11", 2, 4)
    end)
    return 56
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      await(look("t3.1", 1))
    end)
    put_nowait("t3.3", 2, 8)
    return 83
  end)
  spawn(3, t3, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(acquire_lock("main.1", 1))
    end)
  end)
  shelter("main.5", nil, function()
    await(wait_future("main.4", 3))
  end)
  shelter("main.7", nil, function()
    await(wait_some("main.6", {3}, 0, "FIRST_EXCEPTION"))
  end)
end
--[==[ trace
0 main.1
1 t1.1 true
1 t1.3
1 t1.5 8
1 t1.6
1 t1.7 misuse
1 t3.1 CancelledError
1 t3.3 nil
3 t2.2 TimeoutError
3 t2.3 false
5 t2.4 {t1} {}
5 t2.5 nil
5 t2.6 true
5 t2.8 misuse
5 t2.9 nil
5 t2.11 nil
7 main.5 CancelledError
9 main.6 {t3} {}
]==]
