-- Random program, seed 981; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 3}, {"priority", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local _ <close> = await(lock(1):acquire())
      for _ = 1, 3 do
        mark("t1.1")
      end
      do
        local _ <close> = defer(function()
          mark("t1.4")
          shelter("t1.6", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(wait_event("t1.5", 2))
          end)
        end)
        await(reset_barrier("t1.2", 1))
        clear_event(1)
      end
      await(nap(0.25))
    end
    cancelling("t1.7")
    return 28
  end)
  spawn(1, t1, true)
  shelter("main.9", nil, function()
    for _ = 1, 3 do
      start_gather(1, {1, 1}, false)
      do
        local ok, err = try(function()
          await(abort_barrier("main.1", 1))
          get_nowait("main.2", 2)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("main.3", err)
          shelter("main.5", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(join("main.4", 1))
          end)
          set_event(1)
        end
      end
      state_of("main.6", 1)
      await(wait_gather("main.7", 1))
    end
    release_semaphore("main.8", 1)
  end)
  shelter("main.11", "Exception", function()
    uncancel("main.10")
  end)
  shelter("main.14", nil, function()
    put_nowait("main.12", 2, 8)
    await(reset_barrier("main.13", 1))
  end)
  shelter("main.25", nil, function()
    get_nowait("main.15", 2)
    do
      local _ <close> = defer(function()
        mark("main.20")
        do
          local _ <close> = timeout_scope(5, 1)
          await(abort_barrier("main.21", 1))
        end
        expired("main.22", 5)
      end)
      do
        local _ <close> = timeout_scope(3, 0.5)
        do
          local _ <close> = await(condition(2):acquire())
          await(wait_condition("main.16", 2))
        end
      end
      uncancel("main.17")
      shelter("main.19", "Exception", function()
        local _ <close> = timeout_scope(4, 0.25)
        await(wait_barrier("main.18", 1))
      end)
    end
    shelter("main.24", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(wait_condition("main.23", 1))
    end)
    set_event(2)
  end)
  shelter("main.28", "Exception", function()
    shelter("main.27", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(acquire_lock("main.26", 1))
    end)
  end)
end
--[==[ trace
0 t1.1
0 t1.1
0 t1.1
0 t1.2 0
0 t1.4
0 main.1 true
0 main.2 QueueEmpty
0 main.6 pending
2 t1.6 TimeoutError
4 t1.7 0
6 main.7 [28, 28]
6 main.1 true
6 main.2 QueueEmpty
6 main.6 finished 28
6 main.7 [28, 28]
6 main.1 true
6 main.2 QueueEmpty
6 main.6 finished 28
6 main.7 [28, 28]
6 main.8 nil false
6 main.10 0
6 main.12 nil
6 main.13 0
6 main.15 8
8 main.20
8 main.21 true
8 main.22 false
8 main.25 TimeoutError
8 main.26
]==]
