-- Random program, seed 108; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local _ <close> = await(condition(1):acquire())
      local t2 = async(function()
        shelter("t2.7", nil, function()
          put_nowait("t2.1", 1, 5)
          mark("t2.2")
          boom("t2.4")
          shelter("t2.6", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(put("t2.5", 2, 4))
          end)
        end)
        return 35
      end)
      spawn(2, t2, false)
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_condition("t1.1", 1))
      end)
    end
    return 75
  end)
  spawn(1, t1, false)
  shelter("main.6", "Exception", function()
    await(look("main.1", 2))
    local g1 = coroutine.wrap(function()
      get_nowait("g1.1", 1)
      do
        local _ <close> = await(semaphore(1):acquire())
        put_nowait("g1.2", 2, 8)
      end
      coroutine.yield(1)
      local c1 = async(function()
        for _ = 1, 3 do
          task_done("c1.1", 1)
        end
        set_var(4)
        do
          local _ <close> = group_scope(1)
          cancelling("c1.2")
          queue_size("c1.3", 1)
          cancel("c1.4", 0)
          cancel("c1.5", 2)
        end
        local t3 = async(function()
          shelter("t3.5", "Exception", function()
            put_nowait("t3.1", 2, 1)
            boom("t3.2")
            shelter("t3.4", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(put("t3.3", 1, 9))
            end)
          end)
          return 9
        end)
        spawn(3, t3, false)
        return 56
      end)
      await(wait_limited("g1.3", c1, nil))
      set_var(7)
      coroutine.yield(2)
    end)
    for value in g1 do log("main.2", value) end
    cancelling("main.3")
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(wait_condition("main.4", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(wait_barrier("main.7", 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    mark("main.10")
  end)
end
--[==[ trace
0 g1.1 QueueEmpty
0 g1.2 nil
0 main.2 1
0 c1.1 misuse
0 c1.1 misuse
0 c1.1 misuse
0 c1.2 0
0 c1.3 0 true false
0 c1.4 true
0 g1.3 56
0 main.2 2
0 main.3 1
0 main.5 misuse
1 t3.1 QueueFull
1 t3.2
1 t3.5 Boom t3.2
2 t2.1 nil
2 t2.2
2 t2.4
2 t2.7 Boom t2.4
- raised CancelledError
]==]
