-- Random program, seed 3450; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 3}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      fail_future("t1.1", 1)
      do
        local _ <close> = group_scope(1)
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_condition("t1.2", 2))
        end)
      end
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_condition("t1.4", 1))
      end)
    end)
    return 28
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      task_done("t2.1", 2)
      local b1 = async(function()
        shelter("b1.5", nil, function()
          cancelling("b1.1")
          await(wait_some("b1.2", {1}, 1, "FIRST_EXCEPTION"))
          notify("b1.3", 2, 1)
          local c1 = async(function()
            cancel("c1.1", 1)
            set_event(1)
            shelter("c1.3", nil, function()
              put_nowait("c1.2", 1, 7)
              await(nap(1))
            end)
            return 72
          end)
          await(gather_all("b1.4", {c1}, true))
        end)
        shelter("b1.8", "Exception", function()
          await(wait_shielded("b1.6", 1))
          put_nowait("b1.7", 1, 2)
        end)
        return 78
      end)
      await(b1())
    end)
    return 86
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    do
      local _ <close> = await(condition(2):acquire())
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(wait_condition("t3.1", 2))
      end)
    end
    put_nowait("t3.3", 1, 6)
    do
      local _ <close> = group_scope(2)
      shelter("t3.5", "Exception", function()
        local _ <close> = timeout_scope(4, 0)
        await(wait_condition("t3.4", 1))
      end)
      await(abort_barrier("t3.6", 1))
      local t4 = async(function()
        shelter("t4.4", nil, function()
          reschedule("t4.1", 4, nil)
          boom("t4.2")
          release_semaphore("t4.3", 1)
        end)
        return 72
      end)
      spawn(4, t4, false)
      shelter("t3.8", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(wait_barrier("t3.7", 1))
      end)
    end
    shelter("t3.10", "Exception", function()
      await(look("t3.9", 1))
    end)
    return 53
  end)
  spawn(3, t3, false)
  local t5 = async(function()
    await(nap(0))
    task_done("t5.1", 2)
    return 75
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.2", "Exception", function()
      put_nowait("t6.1", 1, 9)
    end)
    shelter("t6.3", nil, function()
      set_event(2)
    end)
    return 15
  end)
  spawn(6, t6, false)
  shelter("main.2", "Exception", function()
    task_done("main.1", 2)
  end)
  shelter("main.4", "Exception", function()
    reschedule("main.3", 4, 1)
  end)
  shelter("main.6", "Exception", function()
    await(wait_some("main.5", {3}, 0.5, "FIRST_EXCEPTION"))
  end)
end
--[==[ trace
0 main.1 misuse
1 t1.1 nil
1 t1.3 misuse
1 t1.5 misuse
1 t2.1 misuse
1 b1.1 0
1 t6.1 nil
2 t5.1 misuse
3 b1.2 {t1} {}
3 b1.3 misuse
3 t3.2 TimeoutError
3 t3.3 nil
3 t3.5 misuse
3 t3.6 true
3 t3.8 BrokenBarrierError
3 t3.9 28
4 c1.1 false
4 c1.2 nil
4 t4.1 misuse
4 t4.2
4 t4.4 Boom t4.2
5 main.5 {t3} {}
7 c1.3 CancelledError
9 b1.5 CancelledError
9 b1.6 28
9 b1.7 QueueFull
]==]
