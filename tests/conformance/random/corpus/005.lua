-- Random program, seed 2823; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", "Exception", function()
      cancel("t1.2", 1)
      set_future("t1.4", 1, 1)
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_condition("t1.5", 1))
      end)
    end)
    return 1
  end)
  spawn(1, t1, true)
  shelter("main.3", "Exception", function()
    cancelling("main.1")
    cancelling("main.2")
  end)
  shelter("main.8", nil, function()
    await(look("main.4", 1))
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(put("main.5", 2, 3))
    end)
    cancel("main.7", 1)
  end)
  shelter("main.13", nil, function()
    set_future("main.9", 2, 9)
    put_nowait("main.10", 2, 9)
    get_nowait("main.11", 2)
    await(abort_barrier("main.12", 1))
  end)
  mark("main.14")
  fail_future("main.15", 1)
  task_done("main.16", 2)
  shelter("main.21", nil, function()
    notify("main.17", 1, 2)
    set_future("main.18", 1, 3)
    reschedule("main.19", 2, -1)
    get_nowait("main.20", 2)
  end)
  shelter("main.23", "Exception", function()
    fail_future("main.22", 1)
  end)
end
--[==[ trace
0 t1.4 nil
0 t1.6 misuse
0 main.1 0
0 main.2 0
0 main.4 1
0 main.5
0 main.7 false
0 main.9 nil
0 main.10 nil
0 main.11 9
0 main.12 true
0 main.14
0 main.15 InvalidStateError
0 main.16 nil
0 main.17 misuse
0 main.18 InvalidStateError
0 main.19 misuse
0 main.20 3
0 main.22 InvalidStateError
]==]
