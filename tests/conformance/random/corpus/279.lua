-- Random program, seed 2894; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"lifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      await(nap(0))
      fail_future("t1.1", 2)
    end)
    return 47
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    cancel("t2.1", 1)
    shelter("t2.3", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(put("t2.2", 2, 6))
    end)
    await(gather_all("t2.4", {1, 1}, false))
    task_done("t2.5", 1)
    shelter("t2.10", nil, function()
      shelter("t2.7", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_future("t2.6", 3))
      end)
      local g1 = coroutine.wrap(function()
        cancelling("g1.1")
        coroutine.yield(1)
        shelter("g1.3", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(wait_future("g1.2", 3))
        end)
        coroutine.yield(2)
      end)
      for value in g1 do log("t2.8", value) end
      await(nap(1))
      await(wait_shielded("t2.9", 1))
    end)
    return 19
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", "Exception", function()
      await(look("t3.1", 2))
      task_done("t3.2", 1)
    end)
    await(wait_some("t3.4", {1}, 0, "FIRST_EXCEPTION"))
    return 25
  end)
  spawn(3, t3, false)
  shelter("main.2", "Exception", function()
    await(nap(0))
    local g2 = coroutine.wrap(function()
      do
        local _ <close> = await(lock(1):acquire())
        cancel("g2.1", 3)
        cancel("g2.2", 3)
        do
          local ok, err = try(function()
            cancel("g2.3", 3)
            watch_future("g2.4", 2)
            shelter("g2.6", "Exception", function()
              local _ <close> = timeout_scope(4, 0)
              await(put("g2.5", 1, 1))
            end)
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("g2.7", err)
            shelter("g2.10", "Exception", function()
              local _ <close> = timeout_scope(5, 0)
              await(put("g2.9", 1, 2))
            end)
          end
        end
      end
      coroutine.yield(1)
      task_done("g2.11", 1)
      cancelling("g2.12")
      coroutine.yield(2)
      shelter("g2.14", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(put("g2.13", 1, 4))
      end)
      await(nap(0))
      coroutine.yield(3)
    end)
    for value in g2 do log("main.1", value) end
  end)
  release_semaphore("main.3", 2)
  shelter("main.10", "Exception", function()
    cancel("main.4", 3)
    local g3 = coroutine.wrap(function()
      do
        local _ <close> = group_scope(1)
        cancel("g3.1", 3)
        reschedule("g3.2", 4, -1)
        bump()
      end
      coroutine.yield(1)
      shelter("g3.4", "Exception", function()
        local _ <close> = timeout_scope(7, 1)
        await(put("g3.3", 1, 5))
      end)
      coroutine.yield(2)
      await(wait_some("g3.5", {3}, 2, "FIRST_EXCEPTION"))
      coroutine.yield(3)
    end)
    for value in g3 do log("main.5", value) end
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(8, 0)
      await(wait_condition("main.6", 1))
    end)
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(9, 1)
      await(wait_future("main.8", 3))
    end)
  end)
end
--[==[ trace
1 t2.1 true
1 t2.2
1 g2.1 true
1 g2.2 true
1 g2.3 true
1 g2.5
1 main.1 1
1 g2.11 nil
1 g2.12 0
1 main.1 2
2 t1.2 CancelledError
5 t3.1 CancelledError
5 t3.2 misuse
7 t3.4 {t1} {}
9 g2.14 TimeoutError
10 main.1 3
10 main.3 nil false
10 main.4 false
10 g3.1 false
10 g3.2 misuse
10 main.5 1
12 g3.4 TimeoutError
12 main.5 2
14 g3.5 {t3} {}
14 main.5 3
14 main.7 misuse
17 main.9 TimeoutError
]==]
