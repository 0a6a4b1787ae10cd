-- Random program, seed 2139; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"lifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    queue_size("t1.1", 1)
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_event("t1.2", 2))
    end)
    watch("t1.4", 1)
    shelter("t1.6", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(wait_condition("t1.5", 2))
    end)
    return 9
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.5", nil, function()
      watch("t2.1", 1)
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(wait_condition("t2.2", 2))
      end)
      cancel_future("t2.4", 4)
      await(nap(0))
    end)
    return 23
  end)
  spawn(2, t2, true)
  queue_size("main.1", 1)
  do
    local _ <close> = await(semaphore(2):acquire())
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(get("main.2", 2))
    end)
  end
  do
    local _ <close> = group_scope(1)
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        get_nowait("c1.1", 2)
        later(1, 1, function()
          get_var("k1.1")
        end)
      end)
      shelter("c1.4", nil, function()
        get_var("c1.3")
      end)
      return 61
    end)
    await(wait_shielded("main.4", c1))
    await(look("main.5", 2))
    local c2 = async(function()
      watch_future("c2.1", 4)
      soon(2, function()
        shutdown_queue("k2.1", 2, false)
      end)
      local t3 = async(function()
        shelter("t3.3", "Exception", function()
          await(look("t3.1", 2))
          notify("t3.2", 2, 1)
        end)
        await(nap(2))
        get_nowait("t3.5", 1)
        await(nap(1))
        notify("t3.6", 2, 1)
        return 34
      end)
      spawn(3, t3, true)
      shelter("c2.3", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(wait_condition("c2.2", 2))
      end)
      return 59
    end)
    await(wait_shielded("main.6", c2))
  end
  shelter("main.8", nil, function()
    await(look("main.7", 2))
  end)
  shelter("main.9", nil, function()
    clear_event(1)
  end)
  shelter("main.11", nil, function()
    await(look("main.10", 1))
  end)
end
--[==[ trace
0 t1.1 0 true false
0 t2.3 misuse
0 t2.4 true
0 main.1 0 true false
3 t1.3 TimeoutError
3 t1.6 misuse
3 main.3 TimeoutError
4 t2.1 finished 9
4 t1.4 finished 9
4 c1.1 QueueEmpty
4 c1.3 0
6 main.4 61
6 main.5 23
7 t3.1 23
7 t3.2 misuse
7 c2.3 misuse
8 c2.1 cancelled
8 k2.1
9 main.6 59
9 main.7 23
9 main.10 9
]==]
