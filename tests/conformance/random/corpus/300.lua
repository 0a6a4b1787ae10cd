-- Random program, seed 4362; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    state_of("t1.1", 1)
    cancelling("t1.2")
    shelter("t1.4", "Exception", function()
      state_of("t1.3", 1)
    end)
    return 55
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      await(nap(0))
      await(wait_some("t2.1", {1, 1, 1}, 1, "FIRST_EXCEPTION"))
      local _ <close> = await(semaphore(1):acquire())
      local g1 = coroutine.wrap(function()
        bump()
        shelter("g1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(join("g1.1", 1))
        end)
        coroutine.yield(1)
        bump()
        coroutine.yield(2)
        await(abort_barrier("g1.3", 1))
        await(nap(0.25))
        coroutine.yield(3)
      end)
      for value in g1 do log("t2.3", value) end
    end)
    return 22
  end)
  spawn(2, t2, false)
  shelter("main.2", nil, function()
    await(wait_some("main.1", {1, 2, 1}, 0.5, "FIRST_EXCEPTION"))
  end)
  shelter("main.4", "Exception", function()
    cancel("main.3", 1)
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(join("main.5", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    local _ <close> = timeout_scope(3, 0.5)
    await(wait_event("main.8", 1))
  end)
end
--[==[ trace
1 t1.1 pending
1 t1.2 0
1 t1.3 pending
4 t2.1 {t1} {}
4 g1.1 55
4 t2.3 1
4 t2.3 2
4 g1.3 true
6 t2.3 3
8 main.1 {t1, t2} {}
8 main.3 false
8 main.5 55
10 main.9 TimeoutError
]==]
