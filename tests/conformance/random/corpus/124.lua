-- Random program, seed 1830; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      cancelling("t1.1")
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(get("t1.2", 2))
      end)
    end)
    return 2
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    release_semaphore("t2.1", 1)
    shelter("t2.3", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(wait_future("t2.2", 3))
    end)
    return 70
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.5", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(join("t3.1", 2))
      end)
      release_semaphore("t3.3", 1)
      get_nowait("t3.4", 2)
    end)
    shelter("t3.9", "Exception", function()
      get_nowait("t3.6", 1)
      await(nap(0.5))
      await(nap(1.5))
      shelter("t3.8", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(get("t3.7", 1))
      end)
    end)
    return 72
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    local t4 = async(function()
      shelter("t4.2", "Exception", function()
        boom("t4.1")
      end)
      return 73
    end)
    spawn(4, t4, true)
    notify("main.1", 2, 2)
  end)
  shelter("main.12", "Exception", function()
    do
      local _ <close> = await(condition(2):acquire())
      notify("main.3", 2, 2)
    end
    await(each_outcome("main.4", {3, 1, 3}, 1))
    local ok, err = try(function()
      shelter("main.6", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(put("main.5", 2, 7))
      end)
      shelter("main.8", "Exception", function()
        local _ <close> = timeout_scope(6, 0.5)
        await(get("main.7", 1))
      end)
    end)
    if not ok then
      log_error("main.9", err)
      shelter("main.11", "Exception", function()
        local _ <close> = timeout_scope(7, 0.5)
        await(wait_future("main.10", 1))
      end)
    end
  end)
  shelter("main.21", "Exception", function()
    do
      local _ <close> = defer(function()
        mark("main.16")
        await(nap(0.25))
        set_future("main.17", 1, 4)
      end)
      shelter("main.14", "Exception", function()
        local _ <close> = timeout_scope(8, 1)
        await(wait_future("main.13", 2))
      end)
      await(abort_barrier("main.15", 1))
    end
    shelter("main.19", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(put("main.18", 2, 5))
    end)
    task_done("main.20", 2)
  end)
  shelter("main.26", nil, function()
    local b1 = async(function()
      shelter("b1.2", "Exception", function()
        local _ <close> = timeout_scope(10, 1)
        await(wait_barrier("b1.1", 1))
      end)
      await(join_queue("b1.3", 1))
      get_nowait("b1.4", 2)
      set_future("b1.5", 1, 5)
      return 58
    end)
    await(b1())
    cancel_future("main.22", 2)
    shelter("main.24", "Exception", function()
      local _ <close> = timeout_scope(11, 0.25)
      await(get("main.23", 2))
    end)
    boom("main.25")
  end)
end
--[==[ trace
0 t1.1 0
0 t4.1
0 t4.2 Boom t4.1
0 main.1 misuse
0 main.3 nil
1 t2.1 nil false
2 t1.3 TimeoutError
4 main.4 2
6 t2.3 TimeoutError
7 t3.1 70
7 t3.3 nil false
7 t3.4 QueueEmpty
7 t3.6 QueueEmpty
11 main.4 TimeoutError
11 main.5
13 main.8 TimeoutError
17 main.14 TimeoutError
17 main.15 true
17 main.16
19 main.17 nil
19 main.18
19 main.20 nil
19 b1.2 BrokenBarrierError
19 b1.3
19 b1.4 7
19 b1.5 InvalidStateError
19 main.22 false
19 main.23 5
19 main.25
19 main.26 Boom main.25
]==]
