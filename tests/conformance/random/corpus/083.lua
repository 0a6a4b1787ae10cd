-- Random program, seed 5965; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 0}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        local t2 = async(function()
          notify("t2.1", 2, 2)
          cancelling("t2.2")
          return 38
        end)
        spawn(2, t2, false)
        cancel("c1.1", 1)
      end)
      return 65
    end)
    local c2 = async(function()
      local b1 = async(function()
        shelter("b1.4", nil, function()
          shelter("b1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(acquire_semaphore("b1.1", 1))
          end)
          boom("b1.3")
        end)
        shelter("b1.6", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(join("b1.5", 2))
        end)
        watch("b1.7", 2)
        await(look("b1.9", 2))
        notify("b1.10", 2, 2)
        return 80
      end)
      await(b1())
      shelter("c2.2", nil, function()
        release_lock("c2.1", 1)
      end)
      return 40
    end)
    await(each_outcome("t1.1", {c1, c2}, 0.25))
    await(gather_all("t1.2", {2}, false))
    return 5
  end)
  spawn(1, t1, false)
  shelter("main.6", "Exception", function()
    await(nap(0.25))
    do
      local _ <close> = defer(function()
        mark("main.2")
        for _ = 1, 3 do
          do
            local _ <close> = await(lock(1):acquire())
            cancel("main.3", 1)
          end
        end
        await(nap(0.25))
      end)
      await(nap(1.5))
      cancel("main.1", 2)
      local b2 = async(function()
        shelter("b2.2", nil, function()
          await(nap(0))
          notify("b2.1", 1, 3)
        end)
        return 38
      end)
      await(b2())
    end
    cancel("main.5", 1)
  end)
  shelter("main.8", nil, function()
    await(look("main.7", 2))
  end)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(put("main.9", 1, 1))
    end)
  end)
  shelter("main.14", nil, function()
    shelter("main.13", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join("main.12", 2))
    end)
  end)
end
--[==[ trace
2 c1.1 true
3 t2.1 misuse
3 t2.2 0
3 t1.1 CancelledError
4 t1.1 65
4 t1.2 [38]
8 b1.2 TimeoutError
8 b1.3
8 b1.4 Boom b1.3
8 b1.5 38
8 b1.9 38
8 b1.10 misuse
8 c2.1 misuse false
9 b1.7 finished 38
11 main.1 false
12 b2.1 misuse
12 main.2
12 main.3 false
12 main.3 false
12 main.3 false
14 main.5 false
14 main.7 38
14 main.9
14 main.12 38
]==]
