-- Random program, seed 4194; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(acquire_semaphore("t1.1", 2))
      end)
      do
        local ok, err = try(function()
          cancel("t1.4", 1)
        end)
        if not ok then
          expect(err, "Exception")
          log_error("t1.5", err)
          local c1 = async(function()
            shelter("c1.2", nil, function()
              cancel("c1.1", 1)
            end)
            await(nap(0))
            uncancel("c1.3")
            return 18
          end)
          await(wait_limited("t1.6", c1, 1))
        end
      end
      queue_size("t1.7", 1)
    end)
    shelter("t1.13", "Exception", function()
      cancel("t1.9", 1)
      local _ <close> = group_scope(1)
      state_of("t1.10", 1)
      local t2 = async(function()
        shelter("t2.5", nil, function()
          cancel("t2.1", 1)
          uncancel("t2.2")
          cancelling("t2.3")
          cancel("t2.4", 2)
        end)
        return 40
      end)
      spawn(2, t2, false)
      put_nowait("t1.12", 2, 9)
      local t3 = async(function()
        state_of("t3.1", 2)
        uncancel("t3.3")
        fail_future("t3.4", 1)
        state_of("t3.5", 3)
        bump()
        return 73
      end)
      spawn(3, t3, true)
    end)
    return 48
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    set_future("main.1", 1, 3)
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(wait_event("main.2", 1))
    end)
    cancel("main.4", 3)
  end)
  shelter("main.7", "Exception", function()
    await(look("main.6", 2))
  end)
  shelter("main.8", nil, function()
    await(nap(2))
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1
1 t1.4 true
1 t1.7 0 true false
1 t1.9 true
1 t1.10 pending
1 t1.12 nil
1 t3.1 pending
1 t3.3 0
1 t3.4 InvalidStateError
1 t3.5 none
2 t2.1 false
2 t2.2 0
2 t2.3 0
2 t2.4 true
4 main.3 TimeoutError
4 main.4 false
4 main.6 CancelledError
]==]
