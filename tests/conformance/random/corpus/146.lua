-- Random program, seed 1303; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      local t2 = async(function()
        shelter("t2.2", nil, function()
          local t3 = async(function()
            shelter("t3.2", "Exception", function()
              release_semaphore("t3.1", 2)
            end)
            shelter("t3.7", nil, function()
              state_of("t3.3", 1)
              notify("t3.4", 2, 2)
              cancel("t3.5", 3)
              release_semaphore("t3.6", 1)
            end)
            return 7
          end)
          spawn(3, t3, false)
          await(wait_limited("t2.1", 3, 1))
        end)
        local g1 = coroutine.wrap(function()
          shelter("g1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(wait_future("g1.1", 2))
          end)
          put_nowait("g1.3", 1, 2)
          coroutine.yield(1)
          shelter("g1.5", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_event("g1.4", 1))
          end)
          coroutine.yield(2)
          notify("g1.6", 1, 2)
          cancelling("g1.7")
          coroutine.yield(3)
        end)
        for value in g1 do log("t2.3", value) end
        get_nowait("t2.4", 1)
        return 44
      end)
      spawn(2, t2, false)
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(wait_condition("t1.1", 1))
      end)
      await(nap(0))
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(4, 0)
        await(put("t1.3", 2, 9))
      end)
    end)
    return 36
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    state_of("main.1", 3)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(join_queue("main.3", 2))
    end)
  end)
  shelter("main.6", "Exception", function()
    await(nap(0))
  end)
  shelter("main.7", nil, function()
    await(nap(0))
  end)
end
--[==[ trace
0 main.1 none
0 main.3
1 t1.2 misuse
2 t1.3
3 t3.1 misuse false
3 t3.3 finished 36
3 t3.4 misuse
3 t3.5 true
3 t3.6 misuse true
4 t2.2 CancelledError
6 g1.2 TimeoutError
6 g1.3 nil
6 t2.3 1
8 g1.5 TimeoutError
8 t2.3 2
8 g1.6 misuse
8 g1.7 1
8 t2.3 3
8 t2.4 2
]==]
