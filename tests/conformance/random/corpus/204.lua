-- Random program, seed 1536; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      cancelling("t1.1")
      notify("t1.2", 1, 3)
      local t2 = async(function()
        shelter("t2.1", nil, function()
          set_event(1)
        end)
        return 74
      end)
      spawn(2, t2, false)
      await(nap(2))
    end)
    shelter("t1.10", nil, function()
      local c1 = async(function()
        await(each_outcome("c1.1", {2}, 1))
        return 44
      end)
      start_gather(1, {c1, 2}, true)
      do
        local _ <close> = timeout_scope(1, 1)
        cancelling("t1.4")
      end
      expired("t1.5", 1)
      do
        local _ <close> = timeout_scope(2, 1)
        put_nowait("t1.6", 1, 5)
        await(wait_some("t1.7", {2}, -1, "FIRST_COMPLETED"))
      end
      expired("t1.8", 2)
      await(wait_gather("t1.9", 1))
    end)
    return 34
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.5", "Exception", function()
      local b1 = async(function()
        shelter("b1.5", nil, function()
          bump()
          for _ = 1, 2 do
            notify("b1.1", 1, 2)
          end
          set_future("b1.2", 2, 8)
          do
            local _ <close> = timeout_scope(3, 2)
            notify("b1.3", 1, 3)
          end
          expired("b1.4", 3)
        end)
        return 32
      end)
      await(b1())
      do
        local _ <close> = await(lock(1):acquire())
        release_lock("t3.1", 1)
        uncancel("t3.2")
      end
      for _ = 1, 3 do
        do
          local _ <close> = await(lock(1):acquire())
          await(nap(0))
        end
        await(nap(1))
      end
      local _ <close> = group_scope(1)
      shelter("t3.4", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(wait_future("t3.3", 3))
      end)
    end)
    await(acquire_lock("t3.6", 1))
    shelter("t3.8", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(get("t3.7", 1))
    end)
    await(nap(2))
    return 61
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      later(1, 1, function()
        local t5 = async(function()
          shelter("t5.3", nil, function()
            await(abort_barrier("t5.1", 1))
            await(nap(0.5))
            get_nowait("t5.2", 2)
          end)
          cancel("t5.4", 2)
          return 17
        end)
        spawn(5, t5, false)
        mark("k1.1")
      end)
      watch("t4.1", 3)
    end)
    cancel_future("t4.3", 1)
    return 12
  end)
  spawn(4, t4, false)
  local t6 = async(function()
    shelter("t6.1", "Exception", function()
      await(nap(0.5))
    end)
    shelter("t6.3", "Exception", function()
      task_done("t6.2", 2)
    end)
    return 77
  end)
  spawn(6, t6, false)
  shelter("main.2", nil, function()
    put_nowait("main.1", 1, 4)
  end)
  shelter("main.4", nil, function()
    put_nowait("main.3", 2, 6)
  end)
  shelter("main.5", nil, function()
    await(nap(1))
  end)
  shelter("main.7", nil, function()
    state_of("main.6", 5)
  end)
end
--[==[ trace
0 main.1 nil
0 main.3 nil
1 t1.1 0
1 t1.2 misuse
1 b1.1 misuse
1 b1.1 misuse
1 b1.2 nil
1 b1.3 misuse
1 b1.4 false
1 t3.1 nil false
1 t3.2 0
1 t3.5 misuse
1 t3.6
1 t3.7 4
1 t4.3 true
4 t6.2 nil
5 k1.1
6 main.6 pending
6 t5.1 true
8 t1.3 CancelledError
8 t1.4 1
8 t1.5 false
8 t1.6 nil
8 t5.3 CancelledError
8 t5.4 false
9 t4.1 cancelled
10 t1.7 {t2} {}
10 t1.8 false
11 c1.1 74
13 t1.9 [44, 74]
]==]
