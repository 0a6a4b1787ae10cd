-- Random program, seed 1890; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", "Exception", function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(acquire_lock("t1.1", 1))
      end)
      do
        local _ <close> = group_scope(1)
        notify("t1.3", 1, 2)
        cancel_future("t1.4", 2)
        task_done("t1.6", 1)
      end
      watch_future("t1.7", 1)
    end)
    return 29
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    set_future("main.1", 2, 2)
    fail_future("main.2", 2)
  end)
  shelter("main.5", nil, function()
    cancelling("main.4")
    local t2 = async(function()
      shelter("t2.3", "Exception", function()
        release_semaphore("t2.1", 2)
        set_future("t2.2", 1, 9)
      end)
      shelter("t2.4", nil, function()
        await(nap(0))
        await(nap(1))
      end)
      return 53
    end)
    spawn(2, t2, false)
  end)
  shelter("main.16", "Exception", function()
    put_nowait("main.6", 2, 8)
    do
      local _ <close> = await(lock(2):acquire())
      do
        local _ <close> = defer(function()
          mark("main.9")
          local _ <close> = group_scope(2)
          group_cancel("main.10", 1)
          release_lock("main.11", 2)
        end)
        local t3 = async(function()
          shelter("t3.5", "Exception", function()
            put_nowait("t3.1", 1, 3)
            await(nap(0))
            shelter("t3.3", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(wait_barrier("t3.2", 1))
            end)
            cancel("t3.4", 1)
          end)
          cancelling("t3.6")
          boom("t3.7")
          return 75
        end)
        spawn(3, t3, false)
        release_lock("main.7", 2)
        await(gather_all("main.8", {3}, true))
      end
      notify_all("main.12", 1)
      await(each_completed("main.14", {2, 1, 1}, 1))
    end
    set_event(1)
    cancelling("main.15")
  end)
  shelter("main.18", "Exception", function()
    await(wait_some("main.17", {2, 2}, 1, "ALL_COMPLETED"))
  end)
  shelter("main.21", nil, function()
    shelter("main.20", "Exception", function()
      local _ <close> = timeout_scope(3, 0)
      await(acquire_lock("main.19", 2))
    end)
  end)
  shelter("main.23", "Exception", function()
    put_nowait("main.22", 2, 4)
  end)
end
--[==[ trace
0 main.1 nil
0 main.2 InvalidStateError
0 main.4 0
0 main.6 nil
0 main.7 nil false
1 t1.1
1 t1.3 misuse
1 t1.4 false
1 t1.6 misuse
1 t2.1 nil false
1 t2.2 nil
1 t3.1 nil
2 t1.7 finished 9
4 t3.3 TimeoutError
4 t3.4 false
4 t3.6 0
4 t3.7
6 main.8 [Boom t3.7]
6 main.9
6 main.10
6 main.11 misuse false
6 main.12 misuse
8 main.14 29
12 main.14 53
12 main.16 misuse
14 main.17 {t2} {}
14 main.19
14 main.22 nil
]==]
