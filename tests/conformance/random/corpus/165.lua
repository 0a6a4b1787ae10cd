-- Random program, seed 690; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      local c1 = async(function()
        shelter("c1.3", nil, function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(put("c1.1", 2, 2))
          end)
        end)
        cancel("c1.4", 1)
        local c2 = async(function()
          shelter("c2.7", nil, function()
            put_nowait("c2.1", 1, 5)
            uncancel("c2.2")
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(2, 0)
              await(join_queue("c2.3", 1))
            end)
            shelter("c2.6", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(wait_barrier("c2.5", 1))
            end)
          end)
          shelter("c2.9", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(join_queue("c2.8", 2))
          end)
          shelter("c2.13", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(get("c2.12", 1))
          end)
          put_nowait("c2.14", 2, 9)
          set_event(1)
          return 3
        end)
        await(wait_shielded("c1.5", c2))
        return 42
      end)
      await(wait_shielded("t1.1", c1))
      get_nowait("t1.2", 1)
      state_of("t1.3", 1)
      local _ <close> = group_scope(1)
      notify("t1.4", 1, 1)
    end)
    shelter("t1.10", nil, function()
      local g1 = coroutine.wrap(function()
        cancel("g1.1", 1)
        get_nowait("g1.2", 1)
        coroutine.yield(1)
        cancel("g1.5", 1)
        coroutine.yield(2)
        cancel_future("g1.6", 1)
        coroutine.yield(3)
      end)
      for value in g1 do log("t1.6", value) end
      cancel("t1.7", 1)
      shelter("t1.9", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(get("t1.8", 2))
      end)
    end)
    return 41
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      await(look("t2.1", 1))
    end)
    shelter("t2.5", nil, function()
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(7, 1)
        await(join_queue("t2.3", 1))
      end)
    end)
    return 55
  end)
  spawn(2, t2, false)
  shelter("main.2", "Exception", function()
    set_future("main.1", 1, 4)
  end)
  shelter("main.3", "Exception", function()
    set_event(2)
  end)
  shelter("main.5", "Exception", function()
    get_nowait("main.4", 1)
  end)
  shelter("main.6", nil, function()
    await(nap(0.25))
  end)
  shelter("main.8", nil, function()
    get_var("main.7")
  end)
end
--[==[ trace
0 main.1 nil
0 main.4 QueueEmpty
2 c1.1
2 c1.4 true
3 t1.5 CancelledError
3 g1.1 true
3 g1.2 QueueEmpty
3 t1.6 1
3 g1.5 true
3 t1.6 2
3 g1.6 false
3 t1.6 3
3 t1.7 true
3 t1.8 2
3 c2.1 nil
3 c2.2 0
4 t2.1 CancelledError
5 c2.4 TimeoutError
7 main.7 0
9 t2.5 CancelledError
9 c2.7 CancelledError
12 c2.9 TimeoutError
12 c2.12 5
12 c2.14 nil
]==]
