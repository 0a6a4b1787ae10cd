-- Random program, seed 3966; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      soon(1, function()
        state_of("k1.1", 1)
      end)
      state_of("t1.1", 1)
      notify_all("t1.2", 1)
    end)
    return 5
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.9", "Exception", function()
      bump()
      await(nap(0))
      local _ <close> = defer(function()
        mark("t2.7")
        set_future("t2.8", 2, 5)
      end)
      set_event(1)
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(join("t2.1", 1))
      end)
      do
        local _ <close> = group_scope(1)
        await(look("t2.3", 1))
        await(look("t2.4", 1))
        shelter("t2.6", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(put("t2.5", 1, 8))
        end)
      end
    end)
    return 10
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    task_done("t3.1", 1)
    for _ = 1, 3 do
      do
        local _ <close> = timeout_scope(3, 0.25)
        await(reset_barrier("t3.2", 1))
        set_event(1)
        shelter("t3.4", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(wait_condition("t3.3", 1))
        end)
      end
      expired("t3.5", 3)
    end
    cancel("t3.6", 1)
    return 18
  end)
  spawn(3, t3, false)
  shelter("main.4", nil, function()
    notify_all("main.1", 1)
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(acquire_semaphore("main.2", 1))
    end)
    set_event(2)
  end)
  shelter("main.5", "Exception", function()
    await(nap(0))
  end)
  shelter("main.6", "Exception", function()
    set_var(8)
  end)
  shelter("main.8", "Exception", function()
    task_done("main.7", 1)
  end)
  shelter("main.10", nil, function()
    await(look("main.9", 1))
  end)
  mark("main.11")
end
--[==[ trace
0 main.1 misuse
0 main.2
1 t1.1 pending
1 t1.2 misuse
1 t3.1 misuse
1 t3.2 0
1 t3.4 misuse
1 t3.5 false
1 t3.2 0
1 t3.4 misuse
1 t3.5 false
1 t3.2 0
1 t3.4 misuse
1 t3.5 false
1 t3.6 false
1 main.7 misuse
1 main.9 5
1 main.11
2 k1.1 finished 5
2 t2.1 5
2 t2.3 5
2 t2.4 5
2 t2.5
2 t2.7
2 t2.8 nil
]==]
