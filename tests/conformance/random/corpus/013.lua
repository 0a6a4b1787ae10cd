-- Random program, seed 5652; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      await(nap(0))
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(get("t1.1", 2))
      end)
      notify("t1.3", 1, 2)
    end)
    local g1 = coroutine.wrap(function()
      put_nowait("g1.1", 2, 8)
      coroutine.yield(1)
      shelter("g1.3", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(get("g1.2", 1))
      end)
      notify("g1.4", 1, 1)
      coroutine.yield(2)
    end)
    for value in g1 do log("t1.5", value) end
    return 17
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local g2 = coroutine.wrap(function()
        await(wait_some("g2.1", {1, 1, 1}, 0, "ALL_COMPLETED"))
        mark("g2.2")
        coroutine.yield(1)
      end)
      for value in g2 do log("t2.1", value) end
    end)
    shelter("t2.10", nil, function()
      for _ = 1, 2 do
        mark("t2.3")
        do
          local _ <close> = defer(function()
            mark("t2.5")
            watch("t2.6", 2)
          end)
          set_event(2)
          set_event(1)
          cancel("t2.4", 2)
        end
      end
      mark("t2.7")
      boom("t2.8")
      for _ = 1, 2 do
        release_semaphore("t2.9", 2)
      end
    end)
    return 83
  end)
  spawn(2, t2, true)
  shelter("main.4", "Exception", function()
    put_nowait("main.1", 2, 3)
    await(wait_some("main.2", {2}, 1, "FIRST_COMPLETED"))
    await(nap(0))
    put_nowait("main.3", 1, 2)
  end)
  shelter("main.9", nil, function()
    local c1 = async(function()
      boom("c1.1")
      shelter("c1.3", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(get("c1.2", 2))
      end)
      shelter("c1.5", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(join("c1.4", 2))
      end)
      await(nap(0.5))
      shelter("c1.6", nil, function()
        await(nap(1.5))
      end)
      return 84
    end)
    await(gather_all("main.5", {c1}, true))
    mark("main.6")
    await(look("main.7", 1))
    cancel_future("main.8", 2)
  end)
  shelter("main.11", "Exception", function()
    await(wait_some("main.10", {2}, 0.5, "FIRST_COMPLETED"))
  end)
  shelter("main.13", "Exception", function()
    reschedule("main.12", 1, 1)
  end)
end
--[==[ trace
0 main.1 nil
2 t1.1 3
2 t1.3 misuse
2 g1.1 nil
2 t1.5 1
2 g2.1 {} {t1}
2 g2.2
2 t2.1 1
2 t2.3
2 t2.4 true
2 t2.5
2 t2.3
2 t2.4 true
2 t2.5
2 t2.7
2 t2.8
2 t2.10 Boom t2.8
3 t2.6 cancelled
3 t2.6 cancelled
4 g1.3 TimeoutError
4 g1.4 misuse
4 t1.5 2
4 main.2 {t2} {}
5 main.3 nil
6 c1.1
8 main.5 [Boom c1.1]
8 main.6
8 main.7 17
8 main.8 true
10 main.10 {t2} {}
10 main.12 misuse
]==]
