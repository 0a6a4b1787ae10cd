-- Random program, seed 4972; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.11", "Exception", function()
        local c1 = async(function()
          shelter("c1.3", nil, function()
            await(acquire_semaphore("c1.2", 2))
          end)
          return 19
        end)
        await(gather_all("t2.1", {c1}, false))
        do
          local _ <close> = group_scope(1)
          get_nowait("t2.2", 1)
          set_future("t2.3", 1, 8)
          notify("t2.4", 1, 1)
        end
        do
          local _ <close> = group_scope(2)
          shelter("t2.6", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(acquire_semaphore("t2.5", 1))
          end)
          get_var("t2.8")
          notify("t2.9", 1, 1)
        end
        boom("t2.10")
      end)
      do
        local _ <close> = await(semaphore(1):acquire())
        cancel("t2.12", 2)
        release_semaphore("t2.13", 1)
      end
      shelter("t2.15", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(acquire_lock("t2.14", 1))
      end)
      notify("t2.17", 1, 2)
      return 25
    end)
    spawn(2, t2, false)
    await(look("t1.1", 2))
    return 9
  end)
  spawn(1, t1, false)
  shelter("main.1", nil, function()
    clear_event(2)
  end)
  await(look("main.2", 1))
  shelter("main.4", "Exception", function()
    await(wait_some("main.3", {2}, 0, "ALL_COMPLETED"))
  end)
  shelter("main.6", nil, function()
    notify("main.5", 1, 3)
  end)
  shelter("main.8", "Exception", function()
    notify("main.7", 1, 1)
  end)
end
--[==[ trace
3 c1.2
5 t2.1 [19]
5 t2.2 QueueEmpty
5 t2.3 nil
5 t2.4 misuse
5 t2.5
5 t2.8 0
5 t2.9 misuse
5 t2.10
5 t2.11 Boom t2.10
8 t1.1 CancelledError
9 main.2 9
11 main.3 {t2} {}
11 main.5 misuse
11 main.7 misuse
]==]
