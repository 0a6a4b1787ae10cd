-- Random program, seed 5840; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", "Exception", function()
      do
        local _ <close> = timeout_scope(1, nil)
        do
          local ok, err = try(function()
            watch("t1.1", 1)
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t1.2", err)
            cancel("t1.3", 1)
            error(err, 0)
          end
        end
        mark("t1.4")
        shutdown_queue("t1.5", 1, false)
      end
      expired("t1.6", 1)
    end)
    return 66
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      await(wait_shielded("t2.1", 1))
    end)
    shelter("t2.5", "Exception", function()
      do
        local _ <close> = timeout_scope(2, 0.5)
        mark("t2.3")
      end
      local g1 = coroutine.wrap(function()
        do
          local _ <close> = defer(function()
            mark("g1.2")
            shelter("g1.4", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(put("g1.3", 1, 5))
            end)
            bump()
          end)
          task_done("g1.1", 1)
          bump()
        end
        coroutine.yield(1)
        cancel("g1.5", 2)
        do
          local _ <close> = timeout_scope(4, nil)
          await(look("g1.6", 1))
        end
        expired("g1.7", 4)
        coroutine.yield(2)
      end)
      for value in g1 do log("t2.4", value) end
    end)
    return 90
  end)
  spawn(2, t2, false)
  shelter("main.4", nil, function()
    await(look("main.1", 2))
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(5, 0)
      await(wait_condition("main.2", 2))
    end)
  end)
  shelter("main.8", nil, function()
    cancelling("main.5")
    cancel("main.6", 2)
    queue_size("main.7", 2)
    await(nap(1))
  end)
  shelter("main.10", nil, function()
    state_of("main.9", 1)
  end)
  shelter("main.13", nil, function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(join("main.11", 1))
    end)
  end)
  shelter("main.15", nil, function()
    await(wait_some("main.14", {2, 2, 1}, 0.5, "FIRST_COMPLETED"))
  end)
end
--[==[ trace
0 t1.4
0 t1.5
0 t1.6 false
1 t2.1 66
1 t2.3
1 g1.1 misuse
1 g1.2
1 g1.4 QueueShutDown
1 t2.4 1
1 g1.5 true
1 g1.6 66
1 g1.7 false
1 t2.4 2
2 main.1 CancelledError
2 main.3 misuse
2 main.5 0
2 main.6 false
2 main.7 0 true false
5 main.9 finished 66
5 main.11 66
7 main.14 {t1, t2} {}
]==]
