-- Random program, seed 5951; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 3}, {"priority", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    notify_all("t1.1", 1)
    cancel("t1.2", 1)
    return 60
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      release_lock("t2.1", 2)
      local g1 = coroutine.wrap(function()
        task_done("g1.1", 1)
        cancel("g1.2", 2)
        coroutine.yield(1)
      end)
      for value in g1 do log("t2.2", value) end
      boom("t2.3")
      await(wait_some("t2.4", {1, 1}, -1, "ALL_COMPLETED"))
    end)
    shelter("t2.8", nil, function()
      shelter("t2.7", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(wait_future("t2.6", 2))
      end)
    end)
    return 9
  end)
  spawn(2, t2, false)
  shelter("main.3", nil, function()
    local g2 = coroutine.wrap(function()
      get_nowait("g2.1", 2)
      shelter("g2.3", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(get("g2.2", 2))
      end)
      coroutine.yield(1)
    end)
    for value in g2 do log("main.1", value) end
    cancel("main.2", 1)
    soon(1, function()
      state_of("k1.1", 2)
      local t3 = async(function()
        shelter("t3.7", nil, function()
          do
            local _ <close> = defer(function()
              mark("t3.2")
              set_future("t3.3", 2, 8)
              shelter("t3.5", "Exception", function()
                local _ <close> = timeout_scope(3, 0)
                await(acquire_semaphore("t3.4", 2))
              end)
            end)
            put_nowait("t3.1", 2, 9)
          end
          cancelling("t3.6")
        end)
        shelter("t3.10", "Exception", function()
          shelter("t3.9", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(join("t3.8", 1))
          end)
        end)
        return 5
      end)
      spawn(3, t3, false)
      state_of("k1.3", 1)
    end)
  end)
  shelter("main.4", "Exception", function()
    await(nap(2))
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_barrier("main.5", 1))
    end)
  end)
end
--[==[ trace
0 g2.1 QueueEmpty
1 t1.1 misuse
1 t1.2 true
1 t2.1 misuse false
1 g1.1 misuse
1 g1.2 true
1 t2.2 1
1 t2.3
1 t2.5 Boom t2.3
2 t2.7 TimeoutError
4 g2.3 TimeoutError
4 main.1 1
4 main.2 false
5 k1.1 finished 9
5 k1.3 cancelled
6 t3.1 nil
6 t3.2
6 t3.3 InvalidStateError
6 t3.4
6 t3.6 0
11 main.6 TimeoutError
]==]
