-- Random program, seed 1835; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"lifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    task_done("t1.1", 2)
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(get("t1.2", 1))
    end)
    shelter("t1.19", nil, function()
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(put("t1.4", 2, 3))
      end)
      task_done("t1.7", 2)
      local ok, err = try(function()
        mark("t1.8")
        do
          local ok, err = try(function()
            bump()
            mark("t1.9")
            put_nowait("t1.11", 2, 8)
          end)
          if not ok then
            log_error("t1.12", err)
            shelter("t1.14", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(get("t1.13", 1))
            end)
          end
        end
        mark("t1.15")
      end)
      if not ok then
        log_error("t1.16", err)
        queue_size("t1.17", 2)
        mark("t1.18")
        error(err, 0)
      end
    end)
    return 22
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.9", nil, function()
      do
        local _ <close> = timeout_scope(4, 2)
        notify("t2.1", 1, 1)
        await(wait_shielded("t2.2", 1))
        shelter("t2.4", "Exception", function()
          local _ <close> = timeout_scope(5, 0)
          await(join("t2.3", 1))
        end)
      end
      expired("t2.5", 4)
      cancel("t2.6", 2)
      await(wait_shielded("t2.7", 1))
      boom("t2.8")
    end)
    cancel("t2.10", 2)
    do
      local _ <close> = timeout_scope(6, 2)
      local g1 = coroutine.wrap(function()
        cancel("g1.1", 1)
        mark("g1.2")
        coroutine.yield(1)
        fail_future("g1.3", 2)
        coroutine.yield(2)
        notify_all("g1.4", 1)
        notify_all("g1.5", 2)
        coroutine.yield(3)
      end)
      for value in g1 do log("t2.11", value) end
      put_nowait("t2.12", 2, 3)
    end
    expired("t2.13", 6)
    bump()
    return 86
  end)
  spawn(2, t2, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_barrier("main.1", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    await(look("main.4", 2))
  end)
  shelter("main.7", nil, function()
    notify("main.6", 1, 3)
  end)
end
--[==[ trace
1 t1.1 misuse
1 t2.1 misuse
3 main.2 TimeoutError
5 t1.3 TimeoutError
5 t1.4
5 t1.7 nil
5 t1.8
5 t1.9
5 t1.11 QueueFull
5 t1.15
7 t2.2 22
7 t2.3 22
7 t2.5 false
7 t2.6 true
7 t2.7 22
7 t2.8
7 t2.9 Boom t2.8
7 t2.10 true
7 g1.1 false
7 g1.2
7 t2.11 1
7 g1.3 nil
7 t2.11 2
7 g1.4 misuse
7 g1.5 misuse
7 t2.11 3
7 t2.12 QueueFull
7 t2.13 false
8 main.4 CancelledError
8 main.6 misuse
]==]
