-- Random program, seed 2159; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"lifo", 3}, {"priority", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      uncancel("t1.1")
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_condition("t1.2", 1))
        end)
      end
      uncancel("t1.4")
    end)
    shelter("t1.9", "Exception", function()
      do
        local _ <close> = await(condition(1):acquire())
        watch("t1.6", 1)
        notify("t1.7", 1, 1)
      end
      for _ = 1, 3 do
        cancel("t1.8", 1)
      end
    end)
    return 26
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", "Exception", function()
      do
        local _ <close> = group_scope(1)
        await(wait_limited("t2.1", 1, 0.25))
        do
          local _ <close> = await(condition(1):acquire())
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(wait_condition_for("t2.2", 1, 3))
          end)
        end
        shelter("t2.5", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(acquire_semaphore("t2.4", 1))
        end)
        set_event(2)
      end
      clear_event(2)
    end)
    do
      local _ <close> = timeout_scope(4, 0.5)
      local g1 = coroutine.wrap(function()
        await(look("g1.1", 1))
        coroutine.yield(1)
        mark("g1.2")
        coroutine.yield(2)
        set_event(1)
        coroutine.yield(3)
      end)
      for value in g1 do log("t2.7", value) end
      shelter("t2.9", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(acquire_semaphore("t2.8", 1))
      end)
    end
    expired("t2.10", 4)
    await(nap(1.5))
    return 66
  end)
  spawn(2, t2, false)
  shelter("main.1", nil, function()
    await(nap(0.5))
  end)
  shelter("main.3", nil, function()
    boom("main.2")
  end)
  shelter("main.5", nil, function()
    notify("main.4", 1, 1)
  end)
  watch("main.6", 2)
  shelter("main.8", "Exception", function()
    cancelling("main.7")
  end)
end
--[==[ trace
1 t1.1 0
3 t1.5 CancelledError
3 t1.7 nil
3 t1.8 true
3 t1.8 true
3 t1.8 true
4 t2.6 Group[TimeoutError]
4 g1.1 CancelledError
4 t2.7 1
4 g1.2
4 t2.7 2
4 t2.7 3
4 t2.8
4 t2.10 false
4 t1.6 cancelled
6 main.2
6 main.3 Boom main.2
6 main.4 misuse
6 main.7 0
9 main.6 cancelled
]==]
