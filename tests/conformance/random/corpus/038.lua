-- Random program, seed 4916; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 3}, {"lifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      shutdown_queue("t1.1", 1, false)
    end)
    shelter("t1.4", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(get("t1.3", 2))
    end)
    shelter("t1.6", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(put("t1.5", 2, 7))
    end)
    return 80
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.8", "Exception", function()
      local g1 = coroutine.wrap(function()
        do
          local _ <close> = group_scope(1)
          set_event(1)
          put_nowait("g1.1", 2, 5)
        end
        coroutine.yield(1)
      end)
      for value in g1 do log("t2.1", value) end
      get_nowait("t2.2", 2)
      local _ <close> = defer(function()
        mark("t2.5")
        shelter("t2.7", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(wait_event("t2.6", 1))
        end)
      end)
      bump()
      uncancel("t2.3")
      cancel("t2.4", 1)
    end)
    return 29
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      reschedule("t3.1", 3, 1)
      boom("t3.2")
    end)
    return 65
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    put_nowait("t4.1", 2, 1)
    shelter("t4.4", "Exception", function()
      await(nap(1))
      shelter("t4.3", "Exception", function()
        local _ <close> = timeout_scope(4, 0.25)
        await(put("t4.2", 2, 1))
      end)
    end)
    return 81
  end)
  spawn(4, t4, false)
  shelter("main.3", nil, function()
    put_nowait("main.1", 2, 4)
    local c1 = async(function()
      shelter("c1.5", "Exception", function()
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(get("c1.1", 1))
        end)
        await(each_completed("c1.3", {4, 1}, nil))
        local c2 = async(function()
          shelter("c2.2", nil, function()
            local t5 = async(function()
              put_nowait("t5.1", 1, 9)
              queue_size("t5.2", 2)
              notify("t5.3", 1, 3)
              await(wait_some("t5.4", {1}, -1, "FIRST_COMPLETED"))
              return 75
            end)
            spawn(5, t5, false)
            reschedule("c2.1", 1, nil)
          end)
          return 3
        end)
        await(gather_all("c1.4", {c2, 5}, true))
      end)
      return 59
    end)
    await(gather_all("main.2", {c1, 1}, true))
    await(nap(1))
  end)
  shelter("main.9", "Exception", function()
    mark("main.4")
    await(wait_some("main.5", {3}, 0.5, "FIRST_COMPLETED"))
    mark("main.7")
    await(wait_some("main.8", {5, 3}, 1, "FIRST_EXCEPTION"))
  end)
  shelter("main.11", nil, function()
    put_nowait("main.10", 2, 6)
  end)
  shelter("main.13", nil, function()
    await(wait_some("main.12", {1, 5}, -1, "FIRST_COMPLETED"))
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1
1 t1.3 4
1 t1.5
1 g1.1 QueueFull
1 t2.1 1
1 t2.2 7
1 t2.3 0
1 t2.4 false
1 t2.5
1 t2.6 true true
1 t3.1 misuse
1 t3.2
1 t3.3 Boom t3.2
1 t4.1 nil
1 c1.2 QueueShutDown
3 c1.3 80
7 t4.3 TimeoutError
9 c1.3 81
10 c2.1 misuse
11 t5.1 QueueShutDown
11 t5.2 1 false true
11 t5.3 misuse
12 c1.4 [3]
13 t5.4 {t1} {}
14 main.2 [59, 80]
16 main.4
18 main.5 {t3} {}
18 main.7
20 main.8 {t3, t5} {}
20 main.10 QueueFull
22 main.12 {t1, t5} {}
]==]
