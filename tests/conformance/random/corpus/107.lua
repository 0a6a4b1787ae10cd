-- Random program, seed 3761; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      boom("t1.1")
      bump()
      get_var("t1.2")
      watch("t1.3", 1)
    end)
    return 85
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    notify_all("t2.1", 2)
    cancel("t2.2", 2)
    cancel("t2.3", 1)
    get_nowait("t2.4", 1)
    return 20
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      get_var("t3.1")
      set_future("t3.2", 4, 4)
    end)
    return 70
  end)
  spawn(3, t3, false)
  shelter("main.5", "Exception", function()
    do
      local _ <close> = group_scope(1)
      set_future("main.1", 3, 3)
      local g1 = coroutine.wrap(function()
        await(wait_some("g1.1", {3}, 0.5, "FIRST_COMPLETED"))
        coroutine.yield(1)
        do
          local _ <close> = defer(function()
            mark("g1.2")
            bump()
          end)
          bump()
        end
        coroutine.yield(2)
        await(nap(1))
        coroutine.yield(3)
      end)
      for value in g1 do log("main.2", value) end
      await(nap(0))
    end
    get_nowait("main.3", 2)
    shutdown_queue("main.4", 1, false)
  end)
  shelter("main.7", "Exception", function()
    cancel("main.6", 1)
  end)
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_barrier("main.8", 1))
    end)
  end)
  shelter("main.11", nil, function()
    await(nap(1))
  end)
  shelter("main.13", "Exception", function()
    set_future("main.12", 2, 6)
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1
1 t1.4 Boom t1.1
1 t2.1 misuse
1 t2.2 true
1 t2.3 false
1 t2.4 QueueEmpty
1 t3.1 0
1 t3.2 nil
3 g1.1 {t3} {}
3 main.2 1
3 g1.2
3 main.2 2
5 main.2 3
6 main.3 QueueEmpty
6 main.4
6 main.6 false
8 main.9 TimeoutError
10 main.12 nil
]==]
