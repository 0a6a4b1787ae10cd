-- Random program, seed 20; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"priority", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    fail_future("t1.1", 1)
    return 35
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      boom("t2.1")
    end)
    return 38
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    local b1 = async(function()
      shelter("b1.4", nil, function()
        await(nap(1.5))
        put_nowait("b1.1", 2, 4)
        await(nap(0))
        shelter("b1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(acquire_lock("b1.2", 1))
        end)
      end)
      return 28
    end)
    await(b1())
    return 4
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      put_nowait("t4.1", 2, 1)
    end)
    shelter("t4.9", nil, function()
      boom("t4.3")
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t4.5", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(get("t4.4", 1))
        end)
        notify("t4.6", 1, 2)
      end
      set_event(1)
      shelter("t4.8", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_event("t4.7", 1))
      end)
    end)
    return 44
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    await(look("t5.1", 3))
    await(nap(0.5))
    local c1 = async(function()
      shelter("c1.4", nil, function()
        local g1 = coroutine.wrap(function()
          get_nowait("g1.1", 2)
          await(nap(1.5))
          coroutine.yield(1)
          await(wait_some("g1.2", {3}, 0.25, "ALL_COMPLETED"))
          task_done("g1.3", 2)
          coroutine.yield(2)
        end)
        for value in g1 do log("c1.1", value) end
        shelter("c1.3", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(join("c1.2", 2))
        end)
      end)
      shelter("c1.6", nil, function()
        local b2 = async(function()
          shelter("b2.2", nil, function()
            state_of("b2.1", 5)
          end)
          put_nowait("b2.3", 2, 1)
          await(wait_some("b2.4", {3, 1, 4}, -1, "ALL_COMPLETED"))
          shelter("b2.6", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(wait_future("b2.5", 1))
          end)
          return 81
        end)
        await(b2())
        local c2 = async(function()
          notify("c2.1", 1, 2)
          shelter("c2.3", "Exception", function()
            local _ <close> = timeout_scope(6, 1)
            await(wait_event("c2.2", 1))
          end)
          shelter("c2.5", "Exception", function()
            local _ <close> = timeout_scope(7, 1)
            await(join("c2.4", 4))
          end)
          await(nap(0.5))
          fail_future("c2.6", 2)
          return 65
        end)
        local c3 = async(function()
          task_done("c3.1", 1)
          task_done("c3.2", 2)
          shelter("c3.4", "Exception", function()
            local _ <close> = timeout_scope(8, 0.25)
            await(get("c3.3", 2))
          end)
          notify("c3.5", 2, 3)
          boom("c3.6")
          return 47
        end)
        await(gather_all("c1.5", {c2, c3, 3}, false))
      end)
      return 16
    end)
    await(wait_shielded("t5.2", c1))
    return 50
  end)
  spawn(5, t5, false)
  shelter("main.1", "Exception", function()
    set_event(1)
  end)
  shelter("main.3", nil, function()
    boom("main.2")
  end)
  shelter("main.5", "Exception", function()
    put_nowait("main.4", 2, 9)
  end)
end
--[==[ trace
0 t2.1
0 t2.2 Boom t2.1
0 main.2
0 main.3 Boom main.2
0 main.4 nil
1 t1.1 nil
1 t4.1 nil
1 t4.3
1 t4.9 Boom t4.3
2 b1.4 CancelledError
3 t5.1 4
6 g1.1 1
8 c1.1 1
10 g1.2 {t3} {}
10 g1.3 nil
10 c1.1 2
10 c1.2 38
10 b2.1 pending
10 b2.3 nil
12 b2.4 {t1, t3, t4} {}
12 b2.6 Boom t1.1
13 c2.1 misuse
13 c2.2 true true
13 c2.4 44
13 c3.1 misuse
13 c3.2 nil
13 c3.3 1
13 c3.5 misuse
13 c3.6
15 c1.6 Boom c3.6
17 t5.2 16
]==]
