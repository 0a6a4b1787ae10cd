-- Random program, seed 787; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_barrier("t1.1", 1))
      end)
    end)
    return 28
  end)
  spawn(1, t1, false)
  shelter("main.4", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(join("main.1", 1))
    end)
    local c1 = async(function()
      shelter("c1.1", nil, function()
        await(nap(0))
        await(nap(0.5))
        local b1 = async(function()
          await(nap(0.25))
          await(wait_some("b1.1", {1}, 1, "FIRST_EXCEPTION"))
          return 8
        end)
        await(b1())
      end)
      await(wait_limited("c1.2", 1, 1))
      return 81
    end)
    await(wait_limited("main.3", c1, 2))
    bump()
  end)
  shelter("main.8", "Exception", function()
    for _ = 1, 2 do
      local t2 = async(function()
        shelter("t2.4", nil, function()
          local _ <close> = await(lock(1):acquire())
          notify("t2.1", 1, 2)
          release_semaphore("t2.2", 2)
          boom("t2.3")
        end)
        shelter("t2.6", "Exception", function()
          await(abort_barrier("t2.5", 1))
        end)
        return 70
      end)
      spawn(2, t2, false)
      shelter("main.6", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(wait_barrier("main.5", 1))
      end)
    end
    await(nap(0))
    set_future("main.7", 3, 3)
  end)
  shelter("main.11", nil, function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(join("main.9", 1))
    end)
  end)
  shelter("main.13", nil, function()
    state_of("main.12", 2)
  end)
  shelter("main.15", "Exception", function()
    mark("main.14")
  end)
end
--[==[ trace
4 main.2 TimeoutError
11 b1.1 {t1} {}
11 main.4 CancelledError
12 t2.1 misuse
12 t2.2 nil false
12 t2.3
12 t2.4 Boom t2.3
12 t2.5 true
13 main.6 TimeoutError
13 main.6 BrokenBarrierError
14 t2.1 misuse
14 t2.2 nil false
14 t2.3
14 t2.4 Boom t2.3
14 t2.5 true
14 main.7 nil
14 main.11 CancelledError
14 main.12 finished 70
14 main.14
]==]
