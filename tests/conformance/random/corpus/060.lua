-- Random program, seed 369; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"lifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      release_semaphore("t1.1", 1)
    end)
    return 16
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", "Exception", function()
      clear_event(1)
    end)
    shelter("t2.6", nil, function()
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(join("t2.2", 1))
      end)
      notify_all("t2.4", 1)
      set_future("t2.5", 1, 1)
    end)
    return 83
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local g1 = coroutine.wrap(function()
        release_semaphore("g1.1", 2)
        for _ = 1, 2 do
          set_future("g1.2", 2, 9)
          await(nap(1.5))
        end
        coroutine.yield(1)
        shelter("g1.4", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(wait_event("g1.3", 1))
        end)
        coroutine.yield(2)
        shelter("g1.6", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(wait_barrier("g1.5", 1))
        end)
        coroutine.yield(3)
      end)
      for value in g1 do log("t3.1", value) end
    end)
    shelter("t3.4", "Exception", function()
      cancel_future("t3.3", 1)
    end)
    return 44
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    await(wait_limited("main.1", 2, 0.5))
  end)
  do
    local _ <close> = group_scope(1)
    state_of("main.3", 2)
    for _ = 1, 3 do
      notify_all("main.4", 2)
    end
  end
  notify_all("main.5", 2)
  await(each_outcome("main.6", {3, 2}, nil))
  await(wait_barrier("main.7", 1))
  put_nowait("main.8", 2, 2)
  shelter("main.11", "Exception", function()
    await(nap(2))
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(wait_barrier("main.9", 1))
    end)
  end)
end
--[==[ trace
1 t1.1 nil false
1 t2.2 16
1 t2.4 misuse
1 t2.5 nil
1 g1.1 nil false
1 g1.2 nil
2 main.1 83
2 main.3 finished 83
2 main.4 misuse
2 main.4 misuse
2 main.4 misuse
2 main.5 misuse
4 main.6 83
6 g1.2 InvalidStateError
8 t3.1 1
10 g1.4 TimeoutError
10 t3.1 2
12 g1.6 TimeoutError
12 t3.1 3
12 t3.3 false
14 main.6 44
- raised TimeoutError
]==]
