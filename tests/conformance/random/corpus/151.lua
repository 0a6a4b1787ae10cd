-- Random program, seed 2948; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    release_semaphore("t1.1", 1)
    do
      local _ <close> = group_scope(1)
      local t2 = async(function()
        release_semaphore("t2.1", 1)
        return 2
      end)
      spawn(2, t2, false)
      release_semaphore("t1.2", 1)
    end
    local g1 = coroutine.wrap(function()
      local c1 = async(function()
        await(nap(0))
        put_nowait("c1.1", 2, 3)
        await(wait_some("c1.2", {2}, 0.25, "ALL_COMPLETED"))
        shelter("c1.4", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(acquire_semaphore("c1.3", 1))
        end)
        await(put("c1.5", 1, 4))
        await(wait_some("c1.6", {2, 2, 2}, 1, "FIRST_COMPLETED"))
        return 50
      end)
      local c2 = async(function()
        shelter("c2.4", nil, function()
          shelter("c2.2", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(wait_event("c2.1", 1))
          end)
          await(wait_some("c2.3", {2}, 0.25, "FIRST_COMPLETED"))
        end)
        watch_future("c2.5", 1)
        return 54
      end)
      local c3 = async(function()
        shelter("c3.4", nil, function()
          cancel("c3.1", 1)
          release_semaphore("c3.2", 2)
          await(wait_some("c3.3", {2, 2}, 0.25, "ALL_COMPLETED"))
          await(nap(0.5))
        end)
        shelter("c3.6", nil, function()
          await(wait_some("c3.5", {2}, 0.5, "ALL_COMPLETED"))
        end)
        return 48
      end)
      await(each_completed("g1.1", {c1, c2, c3}, 1))
      boom("g1.2")
      coroutine.yield(1)
    end)
    for value in g1 do log("t1.3", value) end
    fail_future("t1.4", 2)
    return 4
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    await(wait_some("main.1", {1, 2}, 1, "FIRST_COMPLETED"))
  end)
  shelter("main.4", nil, function()
    await(wait_some("main.3", {2}, 0.25, "ALL_COMPLETED"))
  end)
  shelter("main.6", nil, function()
    cancel("main.5", 2)
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(get("main.7", 1))
    end)
  end)
  shelter("main.11", nil, function()
    release_semaphore("main.10", 2)
  end)
  shelter("main.13", nil, function()
    task_done("main.12", 2)
  end)
end
--[==[ trace
1 t1.1 nil false
1 t1.2 nil false
2 t2.1 nil false
2 c3.1 true
2 c3.2 nil false
3 c1.1 nil
4 c2.2 TimeoutError
4 c3.3 {t2} {}
5 c1.2 {t2} {}
5 c1.3
5 c1.5
5 main.1 {t1} {}
6 c2.3 {t2} {}
7 c1.6 {t2} {}
7 main.3 {t2} {}
7 main.5 false
7 main.7 4
7 main.10 nil false
7 main.12 nil
9 c3.4 CancelledError
11 c3.5 {t2} {}
]==]
