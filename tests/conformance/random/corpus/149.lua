-- Random program, seed 1296; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 3}, {"fifo", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.10", nil, function()
      do
        local ok, err = try(function()
          local _ <close> = await(semaphore(1):acquire())
          cancel("t1.1", 1)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t1.2", err)
          cancel("t1.3", 1)
          do
            local _ <close> = defer(function()
              mark("t1.6")
              await(nap(1))
              set_future("t1.7", 3, 2)
            end)
            uncancel("t1.4")
            task_done("t1.5", 1)
          end
        end
      end
      local _ <close> = group_scope(1)
      get_nowait("t1.8", 1)
      task_done("t1.9", 2)
    end)
    return 83
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      local t3 = async(function()
        shelter("t3.4", "Exception", function()
          shutdown_queue("t3.1", 1, false)
          watch("t3.2", 2)
          get_nowait("t3.3", 1)
        end)
        return 25
      end)
      spawn(3, t3, false)
      for _ = 1, 2 do
        await(reset_barrier("t2.1", 1))
        boom("t2.2")
      end
      release_semaphore("t2.3", 2)
      later(1, 2, function()
        state_of("k1.1", 2)
      end)
    end)
    return 77
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    release_semaphore("t4.1", 2)
    do
      local _ <close> = await(lock(2):acquire())
      task_done("t4.2", 2)
      local c1 = async(function()
        shelter("c1.3", "Exception", function()
          cancel_handle("c1.1", 1)
          get_nowait("c1.2", 2)
          bump()
        end)
        shelter("c1.6", nil, function()
          set_event(1)
          await(abort_barrier("c1.4", 1))
          await(abort_barrier("c1.5", 1))
        end)
        return 60
      end)
      start_gather(1, {1, c1}, true)
      await(wait_some("t4.3", {2}, -1, "FIRST_EXCEPTION"))
      cancel("t4.4", 4)
      await(wait_gather("t4.5", 1))
    end
    shelter("t4.7", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join("t4.6", 3))
    end)
    cancel("t4.8", 2)
    return 54
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(wait_event("t5.1", 2))
    end)
    cancel("t5.3", 2)
    return 87
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    task_done("t6.1", 1)
    shutdown_queue("t6.2", 1, false)
    return 32
  end)
  spawn(6, t6, false)
  shelter("main.2", nil, function()
    boom("main.1")
  end)
  shelter("main.4", nil, function()
    await(wait_some("main.3", {5, 2}, 1, "FIRST_EXCEPTION"))
  end)
  shelter("main.6", nil, function()
    watch("main.5", 4)
  end)
  shelter("main.8", nil, function()
    cancel("main.7", 5)
  end)
  shelter("main.10", "Exception", function()
    release_semaphore("main.9", 2)
  end)
  shelter("main.12", nil, function()
    await(wait_some("main.11", {5, 4}, 0.5, "FIRST_COMPLETED"))
  end)
end
--[==[ trace
0 main.1
0 main.2 Boom main.1
1 t1.1 true
1 t1.8 QueueEmpty
1 t1.9 misuse
1 t2.1 0
1 t2.2
1 t2.4 Boom t2.2
1 t4.1 nil false
1 t4.2 misuse
1 t6.1 misuse
1 t6.2
2 t3.1
2 t3.3 QueueShutDown
2 c1.2 QueueEmpty
2 c1.4 true
2 c1.5 true
3 t3.2 finished 77
3 t4.3 {t2} {}
3 t4.4 true
3 t4.5 [CancelledError, 60]
3 t4.6 25
3 t4.8 false
5 t5.2 TimeoutError
5 t5.3 false
7 main.3 {t2, t5} {}
7 main.7 false
7 main.9 nil false
8 main.5 cancelled
9 main.11 {t4, t5} {}
]==]
