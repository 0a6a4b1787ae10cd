-- Random program, seed 4676; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(0))
    cancel("t1.1", 1)
    put_nowait("t1.2", 2, 8)
    cancel("t1.3", 1)
    return 11
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", "Exception", function()
      put_nowait("t2.1", 1, 5)
      release_lock("t2.2", 2)
    end)
    state_of("t2.4", 2)
    await(nap(0.25))
    await(nap(1))
    return 15
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(1, -1)
      await(wait_some("t3.1", {2, 2}, 2, "FIRST_COMPLETED"))
    end)
    return 63
  end)
  spawn(3, t3, false)
  shelter("main.3", nil, function()
    uncancel("main.1")
    boom("main.2")
    await(nap(0))
  end)
  shelter("main.11", nil, function()
    do
      local _ <close> = timeout_scope(2, 2)
      cancel_future("main.4", 3)
      notify("main.5", 1, 1)
    end
    expired("main.6", 2)
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(3, 0.25)
      await(wait_event("main.7", 1))
    end)
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(acquire_lock("main.9", 1))
    end)
  end)
  shelter("main.13", "Exception", function()
    set_future("main.12", 3, 7)
  end)
  shelter("main.15", "Exception", function()
    get_nowait("main.14", 2)
  end)
  shelter("main.17", nil, function()
    cancelling("main.16")
  end)
end
--[==[ trace
0 main.1 0
0 main.2
0 main.3 Boom main.2
0 main.4 true
0 main.5 misuse
0 main.6 false
1 t2.1 nil
1 t2.2 misuse false
1 t2.4 pending
2 t1.1 true
2 t1.2 nil
2 t1.3 true
3 t3.2 TimeoutError
5 main.8 TimeoutError
5 main.9
5 main.12 InvalidStateError
5 main.14 8
5 main.16 0
]==]
