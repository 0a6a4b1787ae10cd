-- Random program, seed 1170; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 0}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      set_var(3)
      await(nap(0))
      shutdown_queue("t1.1", 1, true)
    end)
    do
      local _ <close> = defer(function()
        mark("t1.7")
        uncancel("t1.8")
      end)
      for _ = 1, 2 do
        task_done("t1.4", 2)
      end
      put_nowait("t1.5", 2, 7)
      cancel("t1.6", 1)
    end
    return 83
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.8", "Exception", function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_event("t2.1", 1))
      end)
      shutdown_queue("t2.3", 2, true)
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(2, 0.25)
        await(get("t2.4", 2))
      end)
      shelter("t2.7", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(join("t2.6", 1))
      end)
    end)
    shelter("t2.9", nil, function()
      soon(1, function()
        cancel("k1.1", 2)
      end)
    end)
    return 60
  end)
  spawn(2, t2, true)
  shelter("main.10", nil, function()
    await(wait_limited("main.1", 1, 0.25))
    local _ <close> = defer(function()
      mark("main.8")
      for _ = 1, 3 do
        do
          local _ <close> = timeout_scope(6, 0)
          await(nap(1))
          await(nap(0))
        end
      end
    end)
    await(wait_some("main.2", {2}, 1, "FIRST_COMPLETED"))
    for _ = 1, 3 do
      shelter("main.4", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(wait_barrier("main.3", 1))
      end)
      local c1 = async(function()
        shelter("c1.4", nil, function()
          set_event(1)
          put_nowait("c1.1", 1, 2)
          await(wait_some("c1.2", {2}, 1, "FIRST_EXCEPTION"))
          boom("c1.3")
        end)
        set_var(9)
        await(abort_barrier("c1.5", 1))
        cancel("c1.6", 1)
        return 73
      end)
      await(wait_limited("main.5", c1, 0))
    end
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(join("main.6", 2))
    end)
  end)
  shelter("main.17", "Exception", function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_condition("main.11", 2))
    end)
    await(look("main.13", 1))
    local g1 = coroutine.wrap(function()
      cancelling("g1.1")
      queue_size("g1.2", 2)
      coroutine.yield(1)
    end)
    for value in g1 do log("main.14", value) end
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(8, 0.25)
      await(get("main.15", 2))
    end)
  end)
  shelter("main.20", "Exception", function()
    shelter("main.19", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(wait_barrier("main.18", 1))
    end)
  end)
  shelter("main.22", "Exception", function()
    cancelling("main.21")
  end)
  shelter("main.24", "Exception", function()
    release_lock("main.23", 1)
  end)
  shelter("main.26", "Exception", function()
    await(look("main.25", 1))
  end)
end
--[==[ trace
2 t1.1
2 t1.4 misuse
2 t1.4 misuse
2 t1.5 nil
2 t1.6 true
2 t1.7
2 t1.8 0
3 main.1 83
5 t2.2 TimeoutError
5 t2.3
5 t2.5 QueueShutDown
5 t2.6 83
5 main.2 {t2} {}
6 k1.1 false
8 main.4 TimeoutError
11 main.8
13 main.10 TimeoutError
13 main.12 misuse
13 main.13 83
13 g1.1 0
13 g1.2 0 true false
13 main.14 1
13 main.16 QueueShutDown
15 main.19 TimeoutError
15 main.21 0
15 main.23 misuse false
15 main.25 83
]==]
