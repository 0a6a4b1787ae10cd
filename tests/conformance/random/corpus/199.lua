-- Random program, seed 2769; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 0}, {"priority", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      await(nap(0))
      local c1 = async(function()
        shelter("c1.5", "Exception", function()
          local c2 = async(function()
            shelter("c2.6", nil, function()
              watch("c2.1", 1)
              uncancel("c2.2")
              shelter("c2.4", "Exception", function()
                local _ <close> = timeout_scope(1, 0.5)
                await(acquire_semaphore("c2.3", 1))
              end)
              put_nowait("c2.5", 1, 7)
            end)
            shelter("c2.13", nil, function()
              get_var("c2.7")
              shelter("c2.9", "Exception", function()
                local _ <close> = timeout_scope(2, 0.5)
                await(wait_future("c2.8", 1))
              end)
              shelter("c2.11", "Exception", function()
                local _ <close> = timeout_scope(3, 0.25)
                await(wait_condition("c2.10", 1))
              end)
              get_var("c2.12")
            end)
            return 52
          end)
          local c3 = async(function()
            shelter("c3.2", "Exception", function()
              local _ <close> = timeout_scope(4, 0)
              await(wait_future("c3.1", 1))
            end)
            put_nowait("c3.3", 1, 6)
            release_semaphore("c3.4", 1)
            return 80
          end)
          await(gather_all("c1.1", {c2, c3}, false))
          cancel("c1.2", 1)
          state_of("c1.3", 1)
          local c4 = async(function()
            state_of("c4.1", 1)
            set_event(2)
            return 85
          end)
          await(gather_all("c1.4", {c4}, false))
        end)
        shelter("c1.11", nil, function()
          shelter("c1.7", "Exception", function()
            local _ <close> = timeout_scope(5, 1)
            await(wait_event("c1.6", 1))
          end)
          boom("c1.8")
          cancelling("c1.9")
          cancel("c1.10", 1)
        end)
        return 8
      end)
      await(wait_shielded("t1.1", c1))
    end)
    return 46
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    await(look("main.1", 1))
  end)
  shelter("main.3", nil, function()
    clear_event(2)
  end)
  shelter("main.4", "Exception", function()
    await(nap(0.25))
  end)
  await(nap(1.5))
  shelter("main.6", "Exception", function()
    shutdown_queue("main.5", 1, false)
  end)
end
--[==[ trace
4 c2.2 0
4 c2.3
4 c2.5 nil
4 c2.7 0
6 c2.13 CancelledError
6 c3.2 TimeoutError
6 c3.3 nil
6 c3.4 nil false
8 c1.1 [52, 80]
8 c1.2 true
8 c1.3 pending
9 t1.2 CancelledError
9 c4.1 finished 46
10 main.1 46
10 c2.1 finished 46
11 c1.4 [85]
15 c1.7 TimeoutError
15 c1.8
15 c1.11 Boom c1.8
18 main.5
]==]
