-- Random program, seed 3535; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(1))
    do
      local _ <close> = timeout_scope(1, nil)
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(acquire_lock("t1.1", 1))
      end)
      await(nap(0))
    end
    expired("t1.3", 1)
    return 53
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    local t2 = async(function()
      shelter("t2.3", "Exception", function()
        await(nap(0))
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(wait_event("t2.1", 1))
        end)
        later(1, 0, function()
          mark("k1.1")
          cancel("k1.2", 2)
        end)
        await(nap(0.5))
      end)
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(wait_barrier("t2.4", 1))
      end)
      return 44
    end)
    spawn(2, t2, true)
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_event("main.1", 2))
    end)
  end)
  shelter("main.7", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(get("main.4", 2))
    end)
    queue_size("main.6", 1)
    await(nap(1))
    await(nap(0.25))
  end)
  shelter("main.12", nil, function()
    do
      local _ <close> = await(condition(1):acquire())
      shelter("main.9", "Exception", function()
        local _ <close> = timeout_scope(7, 0)
        await(wait_condition_for("main.8", 1, 2))
      end)
    end
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(8, 0)
      await(wait_event("main.10", 1))
    end)
  end)
  await(abort_barrier("main.13", 1))
  fail_future("main.14", 3)
  shelter("main.16", "Exception", function()
    local _ <close> = timeout_scope(9, 1)
    await(wait_future("main.15", 4))
  end)
  shelter("main.21", nil, function()
    start_gather(1, {1, 2}, true)
    fail_future("main.17", 2)
    await(wait_gather("main.18", 1))
    watch("main.19", 1)
    await(nap(1))
    local g1 = coroutine.wrap(function()
      shelter("g1.2", "Exception", function()
        local _ <close> = timeout_scope(10, 1)
        await(join("g1.1", 1))
      end)
      coroutine.yield(1)
    end)
    for value in g1 do log("main.20", value) end
  end)
  shelter("main.23", "Exception", function()
    local _ <close> = timeout_scope(11, 0.25)
    await(acquire_semaphore("main.22", 2))
  end)
  local g2 = coroutine.wrap(function()
    mark("g2.1")
    for _ = 1, 3 do
      local b1 = async(function()
        shelter("b1.3", nil, function()
          shelter("b1.2", "Exception", function()
            local _ <close> = timeout_scope(12, 0.25)
            await(wait_event("b1.1", 2))
          end)
        end)
        return 22
      end)
      await(b1())
      cancel("g2.2", 1)
    end
    coroutine.yield(1)
    await(nap(1))
    coroutine.yield(2)
    await(wait_some("g2.3", {2, 1}, 0, "ALL_COMPLETED"))
    coroutine.yield(3)
  end)
  for value in g2 do log("main.24", value) end
end
--[==[ trace
3 t2.2 TimeoutError
4 k1.1
4 k1.2 true
7 main.2 TimeoutError
7 t1.1
8 t1.3 false
10 main.5 TimeoutError
10 main.6 0 true false
16 main.9 TimeoutError
18 main.11 TimeoutError
18 main.13 true
18 main.14 nil
20 main.16 TimeoutError
20 main.17 nil
20 main.18 [53, CancelledError]
21 main.19 finished 53
23 g1.1 53
23 main.20 1
23 main.22
23 g2.1
25 b1.2 TimeoutError
25 g2.2 false
27 b1.2 TimeoutError
27 g2.2 false
29 b1.2 TimeoutError
29 g2.2 false
29 main.24 1
31 main.24 2
33 g2.3 {t1, t2} {}
33 main.24 3
]==]
