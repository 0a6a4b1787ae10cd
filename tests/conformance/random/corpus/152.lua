-- Random program, seed 3100; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    boom("t1.1")
    return 33
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      task_done("t2.1", 2)
      state_of("t2.2", 1)
      mark("t2.3")
    end)
    return 44
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.10", nil, function()
      clear_event(1)
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(wait_future("t3.1", 2))
      end)
      mark("t3.3")
      local _ <close> = group_scope(1)
      do
        local _ <close> = group_scope(2)
        clear_event(1)
        reschedule("t3.4", 1, 3)
      end
      do
        local _ <close> = timeout_scope(2, nil)
        notify("t3.5", 1, 1)
        watch_future("t3.6", 1)
      end
      expired("t3.7", 2)
      shelter("t3.9", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(acquire_semaphore("t3.8", 2))
      end)
    end)
    do
      local _ <close> = await(semaphore(2):acquire())
      shelter("t3.12", "Exception", function()
        local _ <close> = timeout_scope(4, 0.25)
        await(put("t3.11", 2, 8))
      end)
    end
    await(look("t3.13", 2))
    await(nap(0))
    return 39
  end)
  spawn(3, t3, false)
  shelter("main.4", nil, function()
    await(nap(0))
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_barrier("main.1", 1))
    end)
    watch_future("main.3", 2)
  end)
  shelter("main.9", "Exception", function()
    release_lock("main.5", 1)
    set_future("main.6", 2, 4)
    local b1 = async(function()
      do
        local _ <close> = timeout_scope(6, nil)
        local g1 = coroutine.wrap(function()
          await(nap(0))
          coroutine.yield(1)
          set_event(1)
          release_semaphore("g1.1", 1)
          coroutine.yield(2)
          release_semaphore("g1.2", 2)
          coroutine.yield(3)
        end)
        for value in g1 do log("b1.1", value) end
        set_event(1)
      end
      shelter("b1.3", nil, function()
        get_var("b1.2")
      end)
      return 43
    end)
    await(b1())
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(wait_future("main.7", 1))
    end)
  end)
  shelter("main.11", nil, function()
    release_semaphore("main.10", 2)
  end)
  shelter("main.13", "Exception", function()
    state_of("main.12", 2)
  end)
  shelter("main.14", nil, function()
    await(nap(0.5))
  end)
  shelter("main.17", nil, function()
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(8, 0.25)
      await(acquire_semaphore("main.15", 2))
    end)
  end)
end
--[==[ trace
1 t1.1
1 t2.1 misuse
1 t2.2 failed Boom t1.1
1 t2.3
3 t3.2 TimeoutError
3 t3.3
3 t3.4 misuse
3 t3.5 misuse
3 t3.7 false
3 t3.8
6 main.2 TimeoutError
6 main.5 misuse false
6 main.6 InvalidStateError
7 main.3 cancelled
7 b1.1 1
7 g1.1 nil false
7 b1.1 2
7 g1.2 nil true
7 b1.1 3
7 b1.2 0
8 t3.11
8 t3.13 44
11 t3.6 cancelled
11 main.8 TimeoutError
11 main.10 misuse false
11 main.12 finished 44
13 main.15
]==]
