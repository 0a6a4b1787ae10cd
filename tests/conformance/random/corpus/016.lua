-- Random program, seed 1974; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      clear_event(1)
      state_of("t1.1", 1)
    end)
    release_semaphore("t1.3", 1)
    cancel("t1.4", 1)
    mark("t1.5")
    return 50
  end)
  spawn(1, t1, false)
  shelter("main.3", "Exception", function()
    get_nowait("main.1", 1)
    bump()
  end)
  shelter("main.7", nil, function()
    local _ <close> = defer(function()
      mark("main.4")
      local c1 = async(function()
        shelter("c1.6", "Exception", function()
          local _ <close> = defer(function()
            mark("c1.2")
            shelter("c1.4", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(acquire_lock("c1.3", 2))
            end)
            watch("c1.5", 1)
          end)
          await(abort_barrier("c1.1", 1))
        end)
        return 37
      end)
      await(wait_shielded("main.5", c1))
      await(look("main.6", 1))
    end)
    bump()
    bump()
  end)
  shelter("main.10", nil, function()
    get_nowait("main.8", 2)
    cancel("main.9", 1)
  end)
  shelter("main.23", "Exception", function()
    for _ = 1, 3 do
      do
        local ok, err = try(function()
          for _ = 1, 3 do
            fail_future("main.11", 3)
            cancel_future("main.12", 1)
          end
          local ok, err = try(function()
            get_nowait("main.13", 1)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("main.14", err)
            bump()
          end
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("main.15", err)
          local g1 = coroutine.wrap(function()
            get_var("g1.1")
            shelter("g1.3", "Exception", function()
              local _ <close> = timeout_scope(2, 0.25)
              await(put("g1.2", 1, 6))
            end)
            coroutine.yield(1)
            set_event(2)
            coroutine.yield(2)
            clear_event(1)
            await(look("g1.4", 1))
            coroutine.yield(3)
          end)
          for value in g1 do log("main.16", value) end
          local c2 = async(function()
            cancel("c2.1", 1)
            bump()
            put_nowait("c2.2", 2, 7)
            return 36
          end)
          local c3 = async(function()
            shelter("c3.2", nil, function()
              cancelling("c3.1")
            end)
            shelter("c3.3", "Exception", function()
              await(nap(0.25))
            end)
            return 62
          end)
          start_gather(1, {c2, 1, c3}, true)
          set_future("main.17", 2, 8)
          await(wait_gather("main.18", 1))
          error(err, 0)
        end
      end
    end
    shelter("main.20", "Exception", function()
      local _ <close> = timeout_scope(3, 0.25)
      await(join("main.19", 1))
    end)
    await(wait_future("main.21", 1))
    cancel("main.22", 1)
  end)
  shelter("main.25", "Exception", function()
    reschedule("main.24", 3, 0)
  end)
  await(nap(1.5))
end
--[==[ trace
0 main.1 QueueEmpty
0 main.4
1 t1.1 pending
1 t1.3 nil false
1 t1.4 true
1 t1.5
1 c1.1 true
1 c1.2
1 c1.3
2 c1.5 cancelled
3 main.5 37
3 main.6 CancelledError
3 main.8 QueueEmpty
3 main.9 false
3 main.11 nil
3 main.12 true
3 main.11 InvalidStateError
3 main.12 false
3 main.11 InvalidStateError
3 main.12 false
3 main.13 QueueEmpty
3 main.11 InvalidStateError
3 main.12 false
3 main.11 InvalidStateError
3 main.12 false
3 main.11 InvalidStateError
3 main.12 false
3 main.13 QueueEmpty
3 main.11 InvalidStateError
3 main.12 false
3 main.11 InvalidStateError
3 main.12 false
3 main.11 InvalidStateError
3 main.12 false
3 main.13 QueueEmpty
- raised CancelledError
]==]
