-- Random program, seed 2236; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 3}, {"priority", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    put_nowait("t1.1", 1, 7)
    return 32
  end)
  spawn(1, t1, true)
  shelter("main.5", nil, function()
    local _ <close> = defer(function()
      mark("main.3")
      local _ <close> = await(condition(2):acquire())
      notify("main.4", 2, 2)
    end)
    await(wait_shielded("main.1", 1))
    local g1 = coroutine.wrap(function()
      shelter("g1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(put("g1.1", 2, 9))
      end)
      coroutine.yield(1)
    end)
    for value in g1 do log("main.2", value) end
  end)
  await(wait_limited("main.6", 1, -1))
  shelter("main.8", "Exception", function()
    local _ <close> = timeout_scope(2, 0)
    await(get("main.7", 2))
  end)
  shelter("main.10", "Exception", function()
    local _ <close> = timeout_scope(3, 0)
    await(put("main.9", 1, 5))
  end)
  later(1, 1, function()
    get_nowait("k1.1", 2)
    cancel("k1.2", 1)
  end)
  do
    local _ <close> = await(lock(2):acquire())
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(acquire_lock("main.11", 1))
    end)
    set_event(1)
  end
  local g2 = coroutine.wrap(function()
    await(wait_some("g2.1", {1, 1}, 0.5, "FIRST_COMPLETED"))
    coroutine.yield(1)
    do
      local _ <close> = timeout_scope(5, 1)
      watch("g2.2", 1)
      get_nowait("g2.3", 2)
    end
    expired("g2.4", 5)
    queue_size("g2.5", 1)
    coroutine.yield(2)
  end)
  for value in g2 do log("main.13", value) end
  set_event(1)
  await(nap(0.5))
  shelter("main.17", nil, function()
    get_nowait("main.14", 2)
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(wait_event("main.15", 1))
    end)
  end)
  shelter("main.23", nil, function()
    get_nowait("main.18", 1)
    shelter("main.20", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(acquire_lock("main.19", 1))
    end)
    uncancel("main.21")
    task_done("main.22", 2)
  end)
end
--[==[ trace
0 t1.1 nil
0 main.1 32
0 g1.1
0 main.2 1
0 main.3
0 main.4 nil
0 main.6 32
0 main.7 9
0 main.9
0 main.11
2 g2.1 {t1} {}
2 main.13 1
2 g2.3 QueueEmpty
2 g2.4 false
2 g2.5 2 false false
2 main.13 2
3 g2.2 finished 32
5 main.14 QueueEmpty
5 main.15 true true
5 main.18 7
8 main.20 TimeoutError
8 main.21 0
8 main.22 nil
]==]
