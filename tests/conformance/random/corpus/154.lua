-- Random program, seed 1699; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    state_of("t1.1", 1)
    notify_all("t1.2", 1)
    do
      local _ <close> = timeout_scope(1, 1)
      cancel("t1.3", 1)
      await(abort_barrier("t1.4", 1))
      await(nap(0))
    end
    expired("t1.5", 1)
    return 82
  end)
  spawn(1, t1, false)
  shelter("main.7", "Exception", function()
    do
      local ok, err = try(function()
        await(nap(0))
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("main.1", err)
        shelter("main.3", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(acquire_lock("main.2", 1))
        end)
      end
    end
    local _ <close> = defer(function()
      mark("main.5")
      cancel("main.6", 1)
    end)
    set_future("main.4", 2, 5)
    soon(1, function()
      cancel("k1.1", 1)
      get_nowait("k1.2", 1)
      cancel("k1.3", 1)
    end)
  end)
  shelter("main.13", nil, function()
    do
      local _ <close> = await(condition(1):acquire())
      notify_all("main.8", 1)
    end
    cancel("main.9", 1)
    do
      local _ <close> = group_scope(1)
      cancel("main.10", 1)
      local t2 = async(function()
        shelter("t2.5", nil, function()
          do
            local _ <close> = defer(function()
              mark("t2.3")
              await(nap(0.25))
            end)
            state_of("t2.1", 1)
            await(look("t2.2", 1))
          end
          set_future("t2.4", 3, 6)
        end)
        shelter("t2.9", "Exception", function()
          state_of("t2.6", 1)
          shelter("t2.8", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(wait_barrier("t2.7", 1))
          end)
        end)
        return 48
      end)
      group_spawn("main.11", 1, 2, t2, false)
      bump()
      cancel("main.12", 1)
    end
    set_var(9)
  end)
  shelter("main.14", nil, function()
    await(nap(1))
  end)
  shelter("main.16", "Exception", function()
    local _ <close> = timeout_scope(4, 0.5)
    await(put("main.15", 2, 5))
  end)
  reschedule("main.17", 3, 0)
end
--[==[ trace
1 t1.1 pending
1 t1.2 misuse
1 t1.3 true
1 t1.4 true
1 main.4 nil
1 main.5
1 main.6 true
1 main.8 nil
1 main.9 true
1 main.10 true
1 main.12 true
2 k1.1 false
2 k1.2 QueueEmpty
2 k1.3 false
2 t2.1 cancelled
2 t2.2 CancelledError
2 t2.3
4 t2.4 nil
4 t2.6 cancelled
4 t2.8 BrokenBarrierError
8 main.15
8 main.17 misuse
]==]
