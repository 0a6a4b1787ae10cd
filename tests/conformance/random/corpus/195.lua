-- Random program, seed 4697; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_event("t1.1", 2))
    end)
    boom("t1.3")
    return 35
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    await(reset_barrier("main.1", 1))
    set_event(1)
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(join_queue("main.2", 2))
    end)
    local g1 = coroutine.wrap(function()
      do
        local _ <close> = await(condition(1):acquire())
        notify("g1.1", 1, 2)
      end
      coroutine.yield(1)
      clear_event(2)
      await(look("g1.2", 1))
      coroutine.yield(2)
    end)
    for value in g1 do log("main.4", value) end
  end)
  shelter("main.16", "Exception", function()
    await(look("main.6", 1))
    do
      local ok, err = try(function()
        do
          local _ <close> = await(semaphore(2):acquire())
          cancel("main.7", 1)
          await(nap(0.25))
          shelter("main.9", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(wait_barrier("main.8", 1))
          end)
        end
        await(reset_barrier("main.11", 1))
        await(look("main.12", 1))
      end)
      if not ok then
        log_error("main.13", err)
        mark("main.14")
      end
    end
    boom("main.15")
  end)
  shelter("main.17", "Exception", function()
    await(nap(0))
  end)
end
--[==[ trace
0 main.1 0
0 main.2
0 g1.1 nil
0 main.4 1
3 t1.2 TimeoutError
3 t1.3
4 g1.2 Boom t1.3
4 main.4 2
4 main.6 Boom t1.3
4 main.7 false
8 main.9 TimeoutError
8 main.11 0
8 main.12 Boom t1.3
8 main.15
8 main.16 Boom main.15
]==]
