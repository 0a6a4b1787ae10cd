-- Random program, seed 5803; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      local t2 = async(function()
        shelter("t2.7", "Exception", function()
          local g1 = coroutine.wrap(function()
            set_var(8)
            coroutine.yield(1)
            cancel("g1.1", 1)
            coroutine.yield(2)
          end)
          for value in g1 do log("t2.1", value) end
          do
            local _ <close> = timeout_scope(1, nil)
            set_future("t2.2", 1, 6)
            put_nowait("t2.3", 2, 4)
            await(nap(0.5))
          end
          expired("t2.4", 1)
          local g2 = coroutine.wrap(function()
            mark("g2.1")
            await(nap(0))
            coroutine.yield(1)
            release_semaphore("g2.3", 2)
            put_nowait("g2.4", 1, 2)
            coroutine.yield(2)
          end)
          for value in g2 do log("t2.5", value) end
          mark("t2.6")
        end)
        shelter("t2.10", "Exception", function()
          for _ = 1, 3 do
            await(nap(2))
          end
          cancel("t2.8", 2)
          boom("t2.9")
        end)
        return 75
      end)
      spawn(2, t2, false)
    end)
    return 3
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      notify("t3.1", 1, 1)
    end)
    return 75
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    for _ = 1, 2 do
      release_lock("t4.1", 2)
    end
    return 75
  end)
  spawn(4, t4, false)
  await(look("main.1", 1))
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(join_queue("main.2", 2))
    end)
  end)
  shelter("main.6", "Exception", function()
    boom("main.5")
  end)
end
--[==[ trace
1 t3.1 misuse
1 t4.1 misuse false
1 t4.1 misuse false
2 t2.1 1
2 g1.1 false
2 t2.1 2
2 t2.2 nil
2 t2.3 nil
2 main.1 3
4 t2.4 false
4 g2.1
5 t2.5 1
5 g2.3 nil false
5 g2.4 nil
5 t2.5 2
5 t2.6
7 main.3 TimeoutError
7 main.5
7 main.6 Boom main.5
]==]
