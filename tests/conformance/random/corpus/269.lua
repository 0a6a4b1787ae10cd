-- Random program, seed 267; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    clear_event(1)
    soon(1, function()
      state_of("k1.1", 1)
    end)
    get_var("t1.1")
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(wait_future("t1.2", 2))
    end)
    shelter("t1.7", nil, function()
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(join_queue("t1.4", 2))
      end)
      soon(2, function()
        set_event(1)
      end)
      local _ <close> = await(semaphore(2):acquire())
      state_of("t1.6", 1)
    end)
    return 16
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      cancel("t2.1", 2)
      soon(3, function()
        cancel("k3.1", 1)
      end)
      do
        local _ <close> = group_scope(1)
        set_future("t2.2", 2, 2)
      end
      local g1 = coroutine.wrap(function()
        await(abort_barrier("g1.1", 1))
        coroutine.yield(1)
        put_nowait("g1.2", 2, 2)
        coroutine.yield(2)
      end)
      for value in g1 do log("t2.3", value) end
    end)
    cancel_future("t2.5", 2)
    return 6
  end)
  spawn(2, t2, true)
  shelter("main.2", nil, function()
    cancel("main.1", 2)
  end)
  shelter("main.5", "Exception", function()
    local t3 = async(function()
      shelter("t3.2", nil, function()
        await(wait_shielded("t3.1", 2))
      end)
      return 66
    end)
    spawn(3, t3, false)
    later(4, 1, function()
      cancel("k4.1", 3)
    end)
    await(nap(1.5))
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(3, 0)
      await(wait_condition("main.3", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(4, 0.25)
      await(wait_event("main.6", 1))
    end)
    await(nap(2))
    await(reset_barrier("main.8", 1))
  end)
  shelter("main.17", "Exception", function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_future("main.10", 2))
    end)
    do
      local _ <close> = group_scope(2)
      await(look("main.12", 3))
      set_future("main.13", 2, 5)
    end
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(wait_event("main.14", 1))
    end)
    queue_size("main.16", 1)
  end)
end
--[==[ trace
0 t2.2 nil
0 g1.1 true
0 t2.3 1
0 g1.2 nil
0 t2.3 2
0 t2.5 false
0 main.1 false
1 t1.1 0
1 t1.2 2
1 k3.1 true
1 t3.1 6
2 k1.1 pending
2 t1.7 CancelledError
3 k4.1 false
5 main.4 misuse
8 main.7 TimeoutError
10 main.8 0
10 main.10 2
10 main.12 66
10 main.13 InvalidStateError
12 main.15 TimeoutError
12 main.16 0 true false
]==]
