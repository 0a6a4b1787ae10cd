-- Random program, seed 2359; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      await(abort_barrier("t1.1", 1))
      get_nowait("t1.2", 2)
      local _ <close> = await(condition(1):acquire())
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_condition_for("t1.3", 1, 1))
      end)
    end)
    shelter("t1.8", "Exception", function()
      set_event(1)
      later(1, 1, function()
        bump()
        set_event(2)
      end)
      queue_size("t1.6", 1)
      get_nowait("t1.7", 2)
    end)
    return 41
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      await(each_outcome("t2.1", {1, 1}, nil))
      do
        local _ <close> = timeout_scope(2, -1)
        local t3 = async(function()
          cancel("t3.1", 3)
          set_event(1)
          return 52
        end)
        spawn(3, t3, false)
        bump()
        task_done("t2.2", 2)
      end
      expired("t2.3", 2)
      boom("t2.4")
    end)
    return 32
  end)
  spawn(2, t2, true)
  shelter("main.1", nil, function()
    await(nap(0.5))
  end)
  shelter("main.5", nil, function()
    await(wait_limited("main.2", 2, nil))
    do
      local _ <close> = await(condition(1):acquire())
      notify("main.3", 1, 1)
    end
    await(look("main.4", 2))
  end)
  shelter("main.9", "Exception", function()
    local t4 = async(function()
      shelter("t4.4", nil, function()
        cancel("t4.1", 4)
        release_semaphore("t4.2", 1)
        task_done("t4.3", 2)
      end)
      return 75
    end)
    spawn(4, t4, false)
    local _ <close> = timeout_scope(3, nil)
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(put("main.6", 1, 1))
    end)
    local t5 = async(function()
      shelter("t5.2", nil, function()
        get_nowait("t5.1", 1)
      end)
      cancel("t5.3", 3)
      return 66
    end)
    spawn(5, t5, false)
    cancel("main.8", 5)
  end)
  shelter("main.10", nil, function()
    await(nap(1))
  end)
  task_done("main.11", 1)
end
--[==[ trace
1 t1.1 true
1 t1.2 QueueEmpty
3 t1.4 TimeoutError
3 t1.6 0 true false
3 t1.7 QueueEmpty
5 t2.1 41
5 t2.2 misuse
5 t2.3 false
5 t2.4
5 t2.5 Boom t2.4
6 t3.1 true
6 main.2 32
6 main.3 nil
6 main.4 32
6 main.6
6 main.8 true
7 t4.1 true
7 t4.2 misuse false
7 t4.3 misuse
9 main.11 nil
]==]
