-- Random program, seed 4090; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 1}, {"lifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      mark("t1.1")
      put_nowait("t1.2", 1, 1)
      fail_future("t1.3", 2)
      cancel("t1.4", 1)
    end)
    shelter("t1.10", nil, function()
      local _ <close> = await(lock(1):acquire())
      set_future("t1.7", 2, 9)
      cancel("t1.8", 1)
      local c1 = async(function()
        shelter("c1.2", nil, function()
          task_done("c1.1", 2)
          await(nap(1))
        end)
        shelter("c1.8", nil, function()
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(acquire_semaphore("c1.3", 2))
          end)
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(acquire_semaphore("c1.5", 1))
          end)
          put_nowait("c1.7", 2, 9)
        end)
        return 63
      end)
      await(each_outcome("t1.9", {c1}, 1))
    end)
    return 56
  end)
  spawn(1, t1, false)
  shelter("main.4", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_barrier("main.1", 1))
    end)
    release_lock("main.3", 1)
  end)
  shelter("main.16", nil, function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(put("main.5", 1, 3))
    end)
    do
      local _ <close> = defer(function()
        mark("main.14")
        await(nap(0))
      end)
      do
        local ok, err = try(function()
          reschedule("main.7", 1, 0.25)
          task_done("main.8", 2)
          task_done("main.9", 2)
        end)
        if not ok then
          expect(err, "Exception")
          log_error("main.10", err)
          cancel("main.11", 1)
        end
      end
      task_done("main.12", 1)
      cancel_future("main.13", 2)
    end
    release_lock("main.15", 1)
  end)
  shelter("main.18", nil, function()
    cancel("main.17", 1)
  end)
  await(nap(1))
  shelter("main.20", "Exception", function()
    local _ <close> = timeout_scope(5, 1)
    await(wait_barrier("main.19", 1))
  end)
  shelter("main.22", nil, function()
    reschedule("main.21", 4, 3)
  end)
end
--[==[ trace
1 t1.1
1 t1.2 nil
1 t1.3 nil
1 t1.4 true
1 t1.7 InvalidStateError
1 t1.8 true
2 c1.1 misuse
2 t1.9 CancelledError
4 main.2 TimeoutError
4 main.3 misuse false
4 c1.3
4 c1.5
4 c1.7 nil
7 main.6 TimeoutError
7 main.7 misuse
7 main.8 nil
7 main.9 misuse
7 main.12 nil
7 main.13 false
7 main.14
8 main.15 misuse false
8 main.17 false
12 main.20 TimeoutError
12 main.21 misuse
]==]
