-- Random program, seed 3756; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local b1 = async(function()
      shelter("b1.9", nil, function()
        shelter("b1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.25)
          await(wait_barrier("b1.1", 1))
        end)
        await(nap(0.25))
        await(abort_barrier("b1.3", 1))
        local _ <close> = defer(function()
          mark("b1.6")
          cancel("b1.8", 1)
        end)
        shelter("b1.5", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_barrier("b1.4", 1))
        end)
        await(nap(1.5))
        await(nap(0.5))
      end)
      shelter("b1.11", nil, function()
        local t2 = async(function()
          shelter("t2.2", nil, function()
            fail_future("t2.1", 3)
            await(nap(0.5))
          end)
          return 19
        end)
        spawn(2, t2, false)
        state_of("b1.10", 1)
        await(nap(1))
      end)
      return 34
    end)
    await(b1())
    task_done("t1.1", 1)
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(3, 0)
      await(wait_condition("t1.2", 1))
    end)
    uncancel("t1.4")
    shelter("t1.5", nil, function()
      bump()
      bump()
    end)
    return 15
  end)
  spawn(1, t1, true)
  local t3 = async(function()
    await(wait_some("t3.1", {1, 2}, 2, "ALL_COMPLETED"))
    shelter("t3.3", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(join("t3.2", 2))
    end)
    await(nap(0.5))
    return 23
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.11", nil, function()
      do
        local _ <close> = defer(function()
          mark("t4.8")
          await(nap(0.25))
        end)
        do
          local _ <close> = defer(function()
            mark("t4.3")
            shelter("t4.5", "Exception", function()
              local _ <close> = timeout_scope(5, 0.25)
              await(join("t4.4", 1))
            end)
          end)
          set_future("t4.1", 1, 2)
          release_semaphore("t4.2", 2)
          await(nap(1.5))
        end
        await(acquire_lock("t4.6", 1))
        get_nowait("t4.7", 2)
      end
      queue_size("t4.9", 2)
      await(nap(1.5))
      await(nap(1))
    end)
    shelter("t4.13", nil, function()
      await(wait_some("t4.12", {1}, 0.5, "ALL_COMPLETED"))
    end)
    return 69
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      await(wait_some("t5.1", {3}, -1, "FIRST_COMPLETED"))
    end)
    shelter("t5.3", "Exception", function()
      await(nap(0))
    end)
    return 90
  end)
  spawn(5, t5, false)
  shelter("main.2", "Exception", function()
    await(wait_some("main.1", {1, 4, 3}, nil, "FIRST_COMPLETED"))
  end)
  shelter("main.3", "Exception", function()
    await(nap(0.5))
  end)
  shelter("main.5", nil, function()
    notify("main.4", 1, 1)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(wait_barrier("main.6", 1))
    end)
  end)
  shelter("main.10", "Exception", function()
    notify("main.9", 2, 2)
  end)
end
--[==[ trace
1 t4.1 nil
1 t4.2 nil false
3 t5.1 {} {t3}
6 b1.2 TimeoutError
8 b1.3 true
8 b1.5 BrokenBarrierError
10 t4.3
12 b1.6
12 b1.8 true
12 b1.9 CancelledError
12 b1.10 pending
13 t2.1 nil
13 b1.11 CancelledError
13 t1.1 misuse
13 t1.3 misuse
13 t1.4 1
14 t4.4 15
14 t4.6
14 t4.7 QueueEmpty
14 t4.8
15 main.1 {t1} {t3, t4}
15 t3.1 {t1} {}
17 t4.9 0 true false
19 main.4 misuse
19 main.7 BrokenBarrierError
19 main.9 misuse
20 t3.2 19
21 t4.11 CancelledError
23 t4.12 {t1} {}
]==]
