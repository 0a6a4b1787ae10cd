-- Random program, seed 2471; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local ok, err = try(function()
        task_done("t1.1", 2)
        await(nap(0))
      end)
      if not ok then
        log_error("t1.2", err)
        put_nowait("t1.3", 2, 2)
        notify("t1.5", 1, 3)
      end
    end
    notify("t1.6", 2, 1)
    shelter("t1.8", nil, function()
      state_of("t1.7", 1)
      await(nap(0))
      await(nap(1))
      local b1 = async(function()
        shelter("b1.7", "Exception", function()
          shelter("b1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(wait_barrier("b1.1", 1))
          end)
          state_of("b1.3", 1)
          get_var("b1.4")
          shelter("b1.6", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_barrier("b1.5", 1))
          end)
        end)
        return 57
      end)
      await(b1())
    end)
    return 20
  end)
  spawn(1, t1, true)
  shelter("main.2", "Exception", function()
    local g1 = coroutine.wrap(function()
      local g2 = coroutine.wrap(function()
        await(look("g2.1", 1))
        state_of("g2.2", 1)
        coroutine.yield(1)
      end)
      for value in g2 do log("g1.1", value) end
      coroutine.yield(1)
    end)
    for value in g1 do log("main.1", value) end
  end)
  shelter("main.8", nil, function()
    soon(1, function()
      boom("k1.1")
    end)
    notify("main.3", 2, 2)
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(join("main.4", 1))
    end)
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join("main.6", 1))
    end)
  end)
  shelter("main.10", nil, function()
    task_done("main.9", 1)
  end)
  shelter("main.12", "Exception", function()
    queue_size("main.11", 1)
  end)
  shelter("main.13", "Exception", function()
    await(nap(0))
  end)
end
--[==[ trace
0 t1.1 misuse
1 t1.6 misuse
1 t1.7 pending
6 b1.2 TimeoutError
6 b1.3 pending
6 b1.4 0
8 b1.6 TimeoutError
9 g2.1 20
9 g2.2 finished 20
9 g1.1 1
9 main.1 1
9 main.3 misuse
9 main.4 20
9 main.6 20
9 main.9 misuse
9 main.11 0 true false
10 k1.1
10 callback failed: Boom k1.1
]==]
