-- Random program, seed 1792; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      state_of("t1.1", 1)
      do
        local _ <close> = await(semaphore(2):acquire())
        local g1 = coroutine.wrap(function()
          bump()
          coroutine.yield(1)
          notify("g1.1", 1, 2)
          coroutine.yield(2)
        end)
        for value in g1 do log("t1.2", value) end
        local g2 = coroutine.wrap(function()
          mark("g2.1")
          coroutine.yield(1)
          cancelling("g2.3")
          shelter("g2.5", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(wait_future("g2.4", 2))
          end)
          coroutine.yield(2)
        end)
        for value in g2 do log("t1.3", value) end
      end
      set_var(4)
    end)
    for _ = 1, 2 do
      local b1 = async(function()
        clear_event(1)
        watch("b1.1", 1)
        set_event(1)
        return 25
      end)
      await(b1())
      notify("t1.5", 1, 2)
    end
    return 45
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", nil, function()
      release_lock("t2.1", 1)
      await(wait_shielded("t2.2", 1))
      reschedule("t2.3", 1, nil)
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_event("t2.4", 1))
      end)
    end)
    shelter("t2.8", "Exception", function()
      reschedule("t2.7", 1, 1)
      bump()
    end)
    return 8
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    mark("t3.1")
    await(wait_condition("t3.2", 1))
    return 28
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    notify_all("t4.1", 1)
    return 87
  end)
  spawn(4, t4, false)
  shelter("main.1", "Exception", function()
    await(nap(2))
  end)
  shelter("main.4", "Exception", function()
    await(acquire_semaphore("main.2", 2))
    shutdown_queue("main.3", 2, true)
  end)
  shelter("main.5", "Exception", function()
    bump()
  end)
  shelter("main.7", nil, function()
    await(reset_barrier("main.6", 1))
  end)
end
--[==[ trace
1 t1.1 pending
1 t1.2 1
1 g1.1 misuse
1 t1.2 2
1 g2.1
1 t1.3 1
1 g2.3 0
1 t2.1 misuse false
1 t3.1
1 t4.1 misuse
3 g2.5 TimeoutError
3 t1.3 2
3 t1.5 misuse
3 t1.5 misuse
4 b1.1 finished 45
4 b1.1 finished 45
5 t2.2 45
5 t2.3 misuse
5 t2.4 true true
5 t2.7 misuse
7 main.2
7 main.3
7 main.6 0
]==]
