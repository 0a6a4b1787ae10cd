-- Random program, seed 1688; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"lifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    get_nowait("t1.1", 1)
    shelter("t1.2", "Exception", function()
      clear_event(2)
    end)
    return 39
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.9", nil, function()
      uncancel("t2.1")
      release_lock("t2.2", 2)
      for _ = 1, 3 do
        do
          local _ <close> = group_scope(1)
          put_nowait("t2.3", 2, 5)
          set_future("t2.4", 1, 3)
          cancel("t2.5", 2)
          set_future("t2.6", 1, 5)
        end
        for _ = 1, 3 do
          await(wait_some("t2.7", {1, 1}, -1, "FIRST_EXCEPTION"))
          release_semaphore("t2.8", 2)
        end
      end
    end)
    shelter("t2.11", nil, function()
      release_semaphore("t2.10", 2)
    end)
    return 33
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      clear_event(2)
    end)
    await(nap(1))
    cancel("t3.4", 2)
    release_semaphore("t3.6", 2)
    cancel("t3.7", 2)
    return 89
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.3", "Exception", function()
      notify_all("t4.1", 1)
      local g1 = coroutine.wrap(function()
        do
          local _ <close> = group_scope(2)
          mark("g1.1")
          set_event(2)
          release_semaphore("g1.2", 2)
        end
        coroutine.yield(1)
      end)
      for value in g1 do log("t4.2", value) end
    end)
    return 50
  end)
  spawn(4, t4, false)
  shelter("main.3", "Exception", function()
    local _ <close> = group_scope(3)
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(acquire_lock("main.1", 2))
    end)
  end)
  shelter("main.10", "Exception", function()
    release_semaphore("main.4", 1)
    reschedule("main.5", 1, nil)
    do
      local _ <close> = group_scope(4)
      watch("main.6", 2)
      notify("main.7", 2, 2)
    end
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(acquire_semaphore("main.8", 2))
    end)
  end)
  shelter("main.13", nil, function()
    mark("main.11")
    release_semaphore("main.12", 1)
  end)
  shelter("main.16", nil, function()
    release_semaphore("main.14", 1)
    get_nowait("main.15", 2)
    set_event(2)
  end)
end
--[==[ trace
0 main.1
0 main.4 nil false
0 main.5 misuse
0 main.7 misuse
1 t1.1 QueueEmpty
1 t2.1 0
1 t2.2 nil false
1 t2.3 nil
1 t2.4 nil
1 t2.5 true
1 t2.6 InvalidStateError
1 t4.1 misuse
1 g1.1
1 g1.2 nil true
1 t4.2 1
2 t2.9 CancelledError
2 t2.10 nil true
2 main.8
2 main.11
2 main.12 nil false
2 main.14 nil false
2 main.15 5
3 main.6 finished 33
]==]
