-- Random program, seed 1562; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"lifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    mark("t1.1")
    return 30
  end)
  spawn(1, t1, false)
  shelter("main.10", "Exception", function()
    do
      local _ <close> = defer(function()
        mark("main.5")
        shelter("main.7", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(acquire_lock("main.6", 1))
        end)
      end)
      notify("main.1", 1, 2)
      shelter("main.3", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_future("main.2", 2))
      end)
      notify("main.4", 1, 2)
    end
    release_semaphore("main.8", 1)
    uncancel("main.9")
    bump()
  end)
  shelter("main.12", "Exception", function()
    local _ <close> = timeout_scope(3, 1)
    await(wait_future("main.11", 1))
  end)
  shelter("main.16", "Exception", function()
    shelter("main.14", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(acquire_lock("main.13", 1))
    end)
    local g1 = coroutine.wrap(function()
      shelter("g1.2", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(join("g1.1", 1))
      end)
      coroutine.yield(1)
      local c1 = async(function()
        do
          local _ <close> = await(condition(1):acquire())
          uncancel("c1.1")
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(6, 0.5)
            await(acquire_lock("c1.2", 2))
          end)
          notify_all("c1.4", 1)
        end
        local c2 = async(function()
          shelter("c2.4", nil, function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(7, 1)
              await(join("c2.1", 1))
            end)
            cancel("c2.3", 1)
          end)
          return 9
        end)
        await(wait_limited("c1.5", c2, 1))
        await(acquire_lock("c1.6", 2))
        put_nowait("c1.7", 2, 1)
        await(wait_limited("c1.8", 1, -1))
        set_future("c1.9", 2, 8)
        return 68
      end)
      start_gather(1, {c1}, true)
      set_future("g1.3", 2, 4)
      fail_future("g1.4", 2)
      await(wait_gather("g1.5", 1))
      coroutine.yield(2)
      notify("g1.6", 1, 3)
      coroutine.yield(3)
    end)
    for value in g1 do log("main.15", value) end
  end)
  shelter("main.19", "Exception", function()
    shelter("main.18", "Exception", function()
      local _ <close> = timeout_scope(8, 0.5)
      await(join("main.17", 1))
    end)
  end)
  shelter("main.20", nil, function()
    await(nap(0))
  end)
end
--[==[ trace
0 main.1 misuse
1 t1.1
3 main.3 TimeoutError
3 main.4 misuse
3 main.5
3 main.6
3 main.8 nil false
3 main.9 0
6 main.12 TimeoutError
8 main.14 TimeoutError
8 g1.1 30
8 main.15 1
8 g1.3 InvalidStateError
8 g1.4 InvalidStateError
9 c1.1 0
9 c1.2
9 c1.4 nil
9 c2.1 30
9 c2.3 false
9 c1.5 9
- raised TimeoutError
]==]
