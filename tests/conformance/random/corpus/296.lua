-- Random program, seed 3991; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      task_done("t1.2", 2)
      await(nap(0.25))
    end)
    return 27
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    watch_future("main.1", 1)
  end)
  shelter("main.3", "Exception", function()
    local b1 = async(function()
      shelter("b1.1", "Exception", function()
        local t2 = async(function()
          do
            local ok, err = try(function()
              mark("t2.2")
              await(nap(2))
            end)
            if not ok then
              log_error("t2.3", err)
              await(nap(1))
            end
          end
          do
            local _ <close> = await(condition(1):acquire())
            shelter("t2.6", "Exception", function()
              local _ <close> = timeout_scope(1, 0)
              await(wait_condition_for("t2.5", 1, 3))
            end)
          end
          queue_size("t2.7", 1)
          release_semaphore("t2.8", 1)
          return 9
        end)
        spawn(2, t2, false)
      end)
      await(each_outcome("b1.2", {1}, -1))
      local g1 = coroutine.wrap(function()
        await(abort_barrier("g1.1", 1))
        do
          local _ <close> = await(condition(2):acquire())
          notify("g1.2", 2, 1)
        end
        coroutine.yield(1)
        shelter("g1.4", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(join("g1.3", 2))
        end)
        do
          local _ <close> = defer(function()
            mark("g1.10")
            get_var("g1.11")
          end)
          shelter("g1.6", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(join("g1.5", 1))
          end)
          await(abort_barrier("g1.7", 1))
          shelter("g1.9", "Exception", function()
            local _ <close> = timeout_scope(4, 0.25)
            await(join_queue("g1.8", 1))
          end)
        end
        coroutine.yield(2)
      end)
      for value in g1 do log("b1.3", value) end
      put_nowait("b1.4", 1, 9)
      boom("b1.5")
      return 38
    end)
    await(b1())
  end)
  shelter("main.5", nil, function()
    watch_future("main.4", 1)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(acquire_lock("main.6", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    await(nap(0.5))
  end)
end
--[==[ trace
1 t1.2 misuse
1 t2.2
2 b1.2 TimeoutError
2 g1.1 true
2 g1.2 nil
2 b1.3 1
6 t2.3 CancelledError
10 t2.6 TimeoutError
10 t2.7 0 true false
10 t2.8 nil false
11 g1.3 9
11 g1.5 27
11 g1.7 true
11 g1.8
11 g1.10
11 g1.11 0
11 b1.3 2
11 b1.4 nil
11 b1.5
11 main.3 Boom b1.5
11 main.6
]==]
