-- Random program, seed 4785; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 0}, {"priority", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      state_of("t1.1", 1)
      release_lock("t1.2", 1)
    end)
    return 85
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    get_nowait("t2.1", 1)
    do
      local _ <close> = await(condition(1):acquire())
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_event("t2.2", 1))
      end)
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_event("t2.4", 1))
      end)
      notify("t2.6", 1, 2)
    end
    local t3 = async(function()
      shelter("t3.3", nil, function()
        shelter("t3.2", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(join("t3.1", 1))
        end)
      end)
      shelter("t3.6", "Exception", function()
        reschedule("t3.4", 3, 0.25)
        local _ <close> = group_scope(1)
        cancel("t3.5", 2)
      end)
      return 58
    end)
    spawn(3, t3, false)
    shelter("t2.8", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(put("t2.7", 1, 8))
    end)
    shelter("t2.10", "Exception", function()
      task_done("t2.9", 1)
    end)
    return 46
  end)
  spawn(2, t2, false)
  shelter("main.2", nil, function()
    await(look("main.1", 2))
  end)
  bump()
  mark("main.3")
  shelter("main.6", "Exception", function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(join("main.4", 2))
    end)
  end)
  shelter("main.8", "Exception", function()
    await(reset_barrier("main.7", 1))
  end)
  shelter("main.10", "Exception", function()
    local _ <close> = timeout_scope(6, 0.25)
    await(wait_barrier("main.9", 1))
  end)
  shelter("main.12", nil, function()
    await(look("main.11", 1))
  end)
end
--[==[ trace
1 t1.1 pending
1 t1.2 misuse false
1 t2.1 QueueEmpty
3 t2.3 TimeoutError
5 t2.5 TimeoutError
5 t2.6 nil
5 t2.7
5 t2.9 nil
6 t3.1 85
6 t3.4 misuse
6 t3.5 false
6 main.1 46
6 main.3
6 main.4 46
6 main.7 0
8 main.10 TimeoutError
8 main.11 85
]==]
