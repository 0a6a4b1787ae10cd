-- Random program, seed 2259; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 0}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      state_of("t1.1", 1)
    end)
    return 20
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    await(look("main.1", 1))
    await(wait_shielded("main.2", 1))
  end)
  shelter("main.8", "Exception", function()
    release_semaphore("main.4", 2)
    put_nowait("main.5", 1, 8)
    do
      local _ <close> = await(lock(1):acquire())
      clear_event(1)
      local t2 = async(function()
        local t3 = async(function()
          shelter("t3.3", nil, function()
            await(nap(1.5))
            watch("t3.1", 2)
            release_semaphore("t3.2", 2)
          end)
          shelter("t3.7", "Exception", function()
            cancelling("t3.4")
            release_semaphore("t3.5", 2)
            notify_all("t3.6", 1)
          end)
          return 48
        end)
        spawn(3, t3, false)
        shelter("t2.3", "Exception", function()
          local _ <close> = timeout_scope(1, 0.25)
          await(join("t2.2", 3))
        end)
        await(wait_shielded("t2.4", 1))
        do
          local _ <close> = group_scope(1)
          clear_event(1)
          notify("t2.5", 1, 3)
        end
        return 80
      end)
      spawn(2, t2, false)
    end
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(get("main.6", 2))
    end)
  end)
  shelter("main.14", "Exception", function()
    do
      local _ <close> = group_scope(2)
      set_event(1)
      put_nowait("main.9", 2, 8)
      put_nowait("main.10", 1, 6)
    end
    state_of("main.11", 1)
    shutdown_queue("main.12", 2, true)
    notify("main.13", 1, 1)
  end)
  shelter("main.16", "Exception", function()
    set_future("main.15", 1, 9)
  end)
  shelter("main.18", nil, function()
    release_lock("main.17", 1)
  end)
end
--[==[ trace
1 t1.1 pending
2 main.1 20
2 main.2 20
2 main.4 nil false
2 main.5 nil
6 t3.3 CancelledError
6 t3.4 1
6 t3.5 nil false
6 t3.6 misuse
7 t2.2 48
7 t2.4 20
7 t2.5 misuse
9 main.7 TimeoutError
9 main.9 nil
9 main.10 nil
9 main.11 finished 20
9 main.12
9 main.13 misuse
9 main.15 nil
9 main.17 misuse false
]==]
