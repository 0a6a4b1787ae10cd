-- Random program, seed 1563; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    cancelling("t1.1")
    await(reset_barrier("t1.2", 1))
    local t2 = async(function()
      shelter("t2.2", "Exception", function()
        set_var(8)
        local t3 = async(function()
          shelter("t3.6", "Exception", function()
            cancel("t3.1", 2)
            shelter("t3.3", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(acquire_semaphore("t3.2", 1))
            end)
            fail_future("t3.4", 1)
            cancel("t3.5", 3)
          end)
          shelter("t3.8", nil, function()
            state_of("t3.7", 3)
          end)
          return 84
        end)
        spawn(3, t3, false)
        await(nap(0.5))
      end)
      shelter("t2.9", "Exception", function()
        do
          local _ <close> = await(lock(1):acquire())
          cancel("t2.3", 2)
          cancel("t2.4", 1)
        end
        do
          local _ <close> = group_scope(1)
          shelter("t2.6", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join("t2.5", 3))
          end)
          boom("t2.7")
        end
        await(nap(2))
        mark("t2.8")
      end)
      return 26
    end)
    spawn(2, t2, true)
    do
      local _ <close> = await(lock(1):acquire())
      release_lock("t1.3", 1)
    end
    return 42
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    cancel("t4.1", 1)
    cancel("t4.2", 1)
    for _ = 1, 3 do
      release_semaphore("t4.3", 1)
    end
    await(wait_some("t4.4", {1, 1, 2}, 1, "FIRST_COMPLETED"))
    return 87
  end)
  spawn(4, t4, false)
  shelter("main.3", nil, function()
    boom("main.1")
    set_future("main.2", 1, 6)
  end)
  shelter("main.9", "Exception", function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(wait_future("main.4", 1))
    end)
    for _ = 1, 3 do
      do
        local _ <close> = group_scope(2)
        cancel("main.6", 1)
        uncancel("main.7")
      end
      cancel("main.8", 3)
    end
  end)
  shelter("main.11", nil, function()
    group_cancel("main.10", 2)
  end)
  shelter("main.13", nil, function()
    await(wait_some("main.12", {2, 1}, 0.25, "FIRST_EXCEPTION"))
  end)
  shelter("main.15", "Exception", function()
    shutdown_queue("main.14", 1, false)
  end)
  shelter("main.17", nil, function()
    put_nowait("main.16", 1, 2)
  end)
end
--[==[ trace
0 main.1
0 main.3 Boom main.1
1 t1.1 0
1 t1.2 0
1 t1.3 nil false
1 t4.1 false
1 t4.2 false
1 t4.3 misuse true
1 t4.3 misuse true
1 t4.3 misuse true
2 t3.1 true
3 t4.4 {t1, t2} {}
6 main.5 TimeoutError
6 main.6 false
6 main.7 0
6 main.8 true
6 main.6 false
6 main.7 0
6 main.8 true
6 main.6 false
6 main.7 0
6 main.8 true
6 main.10
8 main.12 {t1, t2} {}
8 main.14
8 main.16 QueueShutDown
]==]
