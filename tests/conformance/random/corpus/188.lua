-- Random program, seed 695; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      await(nap(0.5))
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(put("t1.1", 1, 8))
      end)
      local g1 = coroutine.wrap(function()
        cancel("g1.1", 1)
        shelter("g1.3", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(acquire_lock("g1.2", 1))
        end)
        coroutine.yield(1)
        soon(1, function()
          cancel("k1.1", 1)
          put_nowait("k1.2", 2, 4)
          set_event(1)
        end)
        coroutine.yield(2)
        cancel("g1.4", 1)
        coroutine.yield(3)
      end)
      for value in g1 do log("t1.3", value) end
      uncancel("t1.4")
    end)
    shelter("t1.11", nil, function()
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(put("t1.6", 1, 1))
      end)
      cancel("t1.8", 1)
      local g2 = coroutine.wrap(function()
        cancel("g2.1", 1)
        uncancel("g2.2")
        coroutine.yield(1)
        notify("g2.3", 2, 1)
        coroutine.yield(2)
      end)
      for value in g2 do log("t1.9", value) end
      boom("t1.10")
    end)
    return 71
  end)
  spawn(1, t1, false)
  await(join("main.1", 1))
  notify("main.2", 1, 1)
  shelter("main.3", nil, function()
    await(nap(0.5))
  end)
  shelter("main.8", "Exception", function()
    cancel_future("main.4", 1)
    do
      local _ <close> = group_scope(1)
      local t2 = async(function()
        shelter("t2.5", nil, function()
          task_done("t2.1", 1)
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(put("t2.2", 2, 2))
          end)
          local g3 = coroutine.wrap(function()
            await(nap(0.5))
            group_cancel("g3.1", 1)
            coroutine.yield(1)
          end)
          for value in g3 do log("t2.4", value) end
        end)
        return 77
      end)
      group_spawn("main.5", 1, 2, t2, false)
      cancel("main.6", 1)
      set_event(1)
    end
    notify("main.7", 2, 1)
  end)
end
--[==[ trace
3 t1.1
3 g1.1 true
3 g1.2
3 t1.3 1
3 t1.3 2
3 g1.4 true
3 t1.3 3
3 t1.4 1
3 t1.6
3 t1.8 true
3 g2.1 true
3 g2.2 2
3 t1.9 1
3 g2.3 misuse
3 t1.9 2
3 t1.10
3 t1.11 Boom t1.10
4 k1.1 false
4 k1.2 nil
- raised CancelledError
]==]
