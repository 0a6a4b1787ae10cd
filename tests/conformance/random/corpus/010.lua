-- Random program, seed 948; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 0}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      get_var("t1.1")
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_event("t1.2", 1))
      end)
    end)
    shelter("t1.9", "Exception", function()
      await(nap(0))
      get_nowait("t1.6", 1)
      shelter("t1.8", "Exception", function()
        local _ <close> = timeout_scope(2, 0.25)
        await(put("t1.7", 1, 8))
      end)
    end)
    return 27
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      cancelling("t2.1")
      await(gather_all("t2.2", {1, 1}, false))
      await(wait_some("t2.3", {1, 1}, 0.25, "FIRST_COMPLETED"))
      await(nap(0.25))
    end)
    return 7
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    shelter("t3.4", "Exception", function()
      local g1 = coroutine.wrap(function()
        await(nap(2))
        coroutine.yield(1)
        set_event(1)
        local g2 = coroutine.wrap(function()
          shelter("g2.2", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(wait_barrier("g2.1", 1))
          end)
          await(wait_some("g2.3", {2, 2, 1}, 1, "FIRST_EXCEPTION"))
          coroutine.yield(1)
          uncancel("g2.5")
          coroutine.yield(2)
        end)
        for value in g2 do log("g1.1", value) end
        coroutine.yield(2)
      end)
      for value in g1 do log("t3.1", value) end
      await(wait_some("t3.2", {1, 2}, 2, "FIRST_EXCEPTION"))
      local c1 = async(function()
        soon(1, function()
          get_var("k1.1")
        end)
        shelter("c1.5", nil, function()
          mark("c1.1")
          mark("c1.2")
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(wait_condition("c1.3", 1))
          end)
        end)
        return 50
      end)
      await(each_completed("t3.3", {1, c1, 2}, 0.25))
    end)
    return 50
  end)
  spawn(3, t3, false)
  shelter("main.3", "Exception", function()
    uncancel("main.1")
    await(nap(0))
    for _ = 1, 3 do
      soon(2, function()
        notify_all("k2.1", 1)
      end)
    end
    set_future("main.2", 1, 8)
  end)
  shelter("main.6", nil, function()
    await(nap(0.5))
    get_nowait("main.4", 2)
    local g3 = coroutine.wrap(function()
      put_nowait("g3.1", 2, 5)
      coroutine.yield(1)
    end)
    for value in g3 do log("main.5", value) end
    await(nap(0.5))
  end)
  shelter("main.14", nil, function()
    for _ = 1, 3 do
      shelter("main.8", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(wait_barrier("main.7", 1))
      end)
      do
        local _ <close> = await(lock(1):acquire())
        shelter("main.10", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(wait_barrier("main.9", 1))
        end)
      end
    end
    notify_all("main.11", 1)
    shelter("main.13", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(wait_event("main.12", 1))
    end)
  end)
  put_nowait("main.15", 1, 3)
  shelter("main.17", nil, function()
    await(wait_some("main.16", {1, 2}, 1, "FIRST_COMPLETED"))
  end)
end
--[==[ trace
0 t2.1 0
0 main.1 0
1 t1.1 0
1 main.2 nil
2 k2.1 misuse
2 k2.1 misuse
2 k2.1 misuse
4 main.4 QueueEmpty
4 g3.1 nil
4 main.5 1
6 t1.3 TimeoutError
7 t1.6 QueueEmpty
7 t1.7
9 t2.2 [27, 27]
11 t2.3 {t1} {}
15 main.8 TimeoutError
17 t3.1 1
19 main.10 TimeoutError
22 g2.2 TimeoutError
22 main.8 TimeoutError
24 g2.3 {t1, t2} {}
24 g1.1 1
24 g2.5 0
24 g1.1 2
24 t3.1 2
26 t3.2 {t1, t2} {}
27 c1.1
27 c1.2
27 c1.4 misuse
28 k1.1 0
28 t3.3 27
28 t3.3 7
28 t3.3 50
30 main.10 TimeoutError
32 main.8 TimeoutError
34 main.10 TimeoutError
34 main.11 misuse
34 main.12 true true
34 main.15 nil
36 main.16 {t1, t2} {}
]==]
