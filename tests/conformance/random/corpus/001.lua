-- Random program, seed 4376; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 2}, {"lifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(wait_future("t1.1", 4))
      end)
      mark("t1.3")
    end)
    shelter("t1.11", nil, function()
      for _ = 1, 3 do
        do
          local _ <close> = await(semaphore(1):acquire())
          release_semaphore("t1.6", 2)
          clear_event(1)
          put_nowait("t1.7", 2, 2)
        end
        later(1, 0.25, function()
          release_lock("k1.1", 2)
          mark("k1.2")
          release_semaphore("k1.3", 1)
        end)
      end
      shelter("t1.10", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_event("t1.9", 1))
      end)
    end)
    return 38
  end)
  spawn(1, t1, true)
  shelter("main.7", "Exception", function()
    uncancel("main.1")
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(3, 0)
      await(wait_condition("main.2", 1))
    end)
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(put("main.4", 1, 8))
    end)
    await(abort_barrier("main.6", 1))
  end)
  shelter("main.9", "Exception", function()
    await(look("main.8", 1))
  end)
  shelter("main.11", "Exception", function()
    await(wait_some("main.10", {1, 1, 1}, 0, "ALL_COMPLETED"))
  end)
  reschedule("main.12", 3, 1)
  shelter("main.14", nil, function()
    cancel("main.13", 1)
  end)
  shelter("main.16", "Exception", function()
    await(look("main.15", 1))
  end)
end
--[==[ trace
0 main.1 0
0 main.3 misuse
0 main.4
0 main.6 true
3 t1.2 TimeoutError
3 t1.3
3 t1.6 nil false
3 t1.7 nil
3 t1.6 nil false
3 t1.7 nil
3 t1.6 nil false
3 t1.7 QueueFull
4 k1.1 misuse false
4 k1.2
4 k1.3 misuse false
4 k1.1 misuse false
4 k1.2
4 k1.3 misuse false
4 k1.1 misuse false
4 k1.2
4 k1.3 misuse false
6 t1.10 TimeoutError
7 main.8 38
9 main.10 {t1} {}
9 main.12 misuse
9 main.13 false
9 main.15 38
]==]
