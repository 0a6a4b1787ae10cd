-- Random program, seed 304; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      cancel("t1.1", 1)
    end)
    shelter("t1.6", nil, function()
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_barrier("t1.3", 1))
      end)
      cancel("t1.5", 1)
    end)
    return 10
  end)
  spawn(1, t1, false)
  do
    local _ <close> = await(condition(1):acquire())
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(wait_condition("main.1", 1))
    end)
  end
  do
    local _ <close> = await(lock(1):acquire())
    state_of("main.3", 1)
  end
  do
    local _ <close> = await(lock(1):acquire())
    cancel("main.4", 1)
    local c1 = async(function()
      shelter("c1.6", "Exception", function()
        do
          local _ <close> = await(lock(1):acquire())
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(wait_condition("c1.2", 1))
          end)
        end
        do
          local _ <close> = await(condition(1):acquire())
          notify("c1.4", 1, 1)
        end
        local _ <close> = await(condition(1):acquire())
        notify_all("c1.5", 1)
      end)
      return 39
    end)
    local c2 = async(function()
      shelter("c2.2", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(acquire_semaphore("c2.1", 1))
      end)
      put_nowait("c2.3", 1, 1)
      task_done("c2.4", 2)
      local t2 = async(function()
        shelter("t2.5", "Exception", function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(wait_barrier("t2.1", 1))
          end)
          notify("t2.3", 1, 2)
          get_nowait("t2.4", 2)
        end)
        return 77
      end)
      spawn(2, t2, false)
      local t3 = async(function()
        shelter("t3.3", nil, function()
          await(abort_barrier("t3.1", 1))
          await(wait_some("t3.2", {1, 2, 2}, 0, "FIRST_EXCEPTION"))
        end)
        state_of("t3.4", 2)
        shelter("t3.6", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(put("t3.5", 1, 4))
        end)
        shelter("t3.8", "Exception", function()
          local _ <close> = timeout_scope(7, 0.25)
          await(join("t3.7", 1))
        end)
        state_of("t3.9", 1)
        return 90
      end)
      spawn(3, t3, false)
      return 72
    end)
    await(each_outcome("main.5", {1, c1, c2}, nil))
  end
  shelter("main.7", "Exception", function()
    local _ <close> = timeout_scope(8, 0.25)
    await(put("main.6", 2, 4))
  end)
  shelter("main.9", "Exception", function()
    get_nowait("main.8", 2)
  end)
  shelter("main.14", nil, function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(9, 0)
      await(acquire_lock("main.10", 1))
    end)
    cancel("main.12", 3)
    queue_size("main.13", 1)
    clear_event(1)
  end)
end
--[==[ trace
1 t1.1 true
2 t1.6 CancelledError
4 main.2 TimeoutError
4 main.3 finished 10
4 main.4 false
6 main.5 10
8 c2.2 TimeoutError
8 c2.3 nil
8 c2.4 misuse
9 t3.1 true
10 t2.2 BrokenBarrierError
10 t2.3 misuse
10 t2.4 QueueEmpty
10 main.5 72
11 t3.2 {t1, t2} {}
11 t3.4 finished 77
11 t3.5
11 t3.7 10
11 t3.9 finished 10
13 main.5 CancelledError
13 main.6
13 main.8 4
14 c1.3 misuse
14 c1.4 nil
14 c1.5 nil
15 main.11 TimeoutError
15 main.12 false
15 main.13 2 false false
]==]
