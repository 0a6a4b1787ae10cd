-- Random program, seed 684; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local _ <close> = await(condition(1):acquire())
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_condition("t1.1", 1))
      end)
    end
    release_semaphore("t1.3", 1)
    return 76
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", "Exception", function()
      notify("t2.1", 1, 2)
      release_semaphore("t2.2", 2)
    end)
    shelter("t2.7", nil, function()
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(join_queue("t2.4", 2))
      end)
      local _ <close> = await(lock(1):acquire())
      local b1 = async(function()
        cancel("b1.1", 2)
        await(join_queue("b1.2", 1))
        reschedule("b1.3", 1, 0.25)
        shelter("b1.5", "Exception", function()
          local _ <close> = timeout_scope(3, 0.25)
          await(join_queue("b1.4", 2))
        end)
        return 65
      end)
      await(b1())
      get_nowait("t2.6", 2)
    end)
    return 9
  end)
  spawn(2, t2, false)
  shelter("main.3", "Exception", function()
    await(look("main.1", 1))
    mark("main.2")
  end)
  shelter("main.9", nil, function()
    set_future("main.4", 1, 1)
    cancel_future("main.5", 1)
    do
      local _ <close> = await(condition(1):acquire())
      shelter("main.7", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(wait_condition("main.6", 1))
      end)
    end
    cancel("main.8", 2)
  end)
  shelter("main.12", nil, function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(get("main.10", 1))
    end)
  end)
  mark("main.13")
end
--[==[ trace
1 t2.1 misuse
1 t2.2 nil false
1 t2.4
1 b1.1 true
1 b1.2
1 b1.3 nil
1 b1.4
1 t2.6 QueueEmpty
3 t1.2 TimeoutError
3 t1.3 nil false
4 main.1 76
4 main.2
4 main.4 nil
4 main.5 false
6 main.7 TimeoutError
6 main.8 false
8 main.11 TimeoutError
8 main.13
]==]
