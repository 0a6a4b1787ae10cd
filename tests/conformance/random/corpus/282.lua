-- Random program, seed 3827; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"bounded", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local _ <close> = await(condition(2):acquire())
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(wait_condition("t1.1", 2))
      end)
    end
    do
      local _ <close> = await(condition(2):acquire())
      notify("t1.3", 2, 1)
    end
    get_nowait("t1.4", 2)
    shelter("t1.8", "Exception", function()
      cancel("t1.5", 1)
      set_event(1)
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(join_queue("t1.6", 1))
      end)
    end)
    return 32
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_barrier("main.1", 1))
    end)
  end)
  shelter("main.8", nil, function()
    cancel("main.4", 1)
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(acquire_lock("main.5", 2))
    end)
    reschedule("main.7", 4, 1)
  end)
  shelter("main.11", "Exception", function()
    put_nowait("main.9", 1, 6)
    await(reset_barrier("main.10", 1))
  end)
  task_done("main.12", 1)
end
--[==[ trace
3 t1.2 TimeoutError
3 t1.3 nil
3 t1.4 QueueEmpty
3 t1.5 true
3 t1.6
5 main.2 TimeoutError
5 main.4 false
5 main.5
5 main.7 misuse
5 main.9 nil
5 main.10 0
5 main.12 nil
]==]
