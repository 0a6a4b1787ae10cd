-- Random program, seed 1583; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.9", nil, function()
      local g1 = coroutine.wrap(function()
        do
          local _ <close> = await(condition(1):acquire())
          notify("g1.1", 1, 2)
        end
        put_nowait("g1.2", 1, 4)
        coroutine.yield(1)
        mark("g1.3")
        coroutine.yield(2)
        put_nowait("g1.4", 1, 7)
        coroutine.yield(3)
      end)
      for value in g1 do log("t1.1", value) end
      uncancel("t1.2")
      local ok, err = try(function()
        uncancel("t1.3")
        cancel("t1.4", 1)
        put_nowait("t1.5", 1, 9)
      end)
      if not ok then
        log_error("t1.6", err)
        shelter("t1.8", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(acquire_semaphore("t1.7", 2))
        end)
      end
    end)
    return 19
  end)
  spawn(1, t1, false)
  shelter("main.5", "Exception", function()
    do
      local _ <close> = timeout_scope(2, 0)
      for _ = 1, 3 do
        get_nowait("main.1", 1)
      end
      state_of("main.2", 1)
    end
    expired("main.3", 2)
    await(nap(0))
    set_event(1)
    put_nowait("main.4", 2, 8)
  end)
  shelter("main.8", "Exception", function()
    do
      local _ <close> = await(lock(2):acquire())
      get_nowait("main.6", 1)
    end
    local b1 = async(function()
      shelter("b1.8", nil, function()
        do
          local _ <close> = timeout_scope(3, 0.5)
          local c1 = async(function()
            shelter("c1.4", nil, function()
              await(look("c1.1", 1))
              await(nap(1.5))
              put_nowait("c1.2", 2, 6)
              await(look("c1.3", 1))
            end)
            shelter("c1.7", nil, function()
              notify("c1.5", 1, 1)
              put_nowait("c1.6", 1, 2)
            end)
            return 30
          end)
          await(gather_all("b1.1", {1, c1}, true))
          shelter("b1.3", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(get("b1.2", 1))
          end)
          shelter("b1.5", "Exception", function()
            local _ <close> = timeout_scope(5, 0.25)
            await(wait_barrier("b1.4", 1))
          end)
        end
        do
          local _ <close> = timeout_scope(6, 1)
          local c2 = async(function()
            shelter("c2.4", "Exception", function()
              cancel("c2.1", 1)
              boom("c2.2")
              set_event(1)
              cancel("c2.3", 1)
            end)
            shelter("c2.7", "Exception", function()
              boom("c2.5")
              cancel("c2.6", 1)
            end)
            return 51
          end)
          start_gather(1, {c2}, true)
          put_nowait("b1.6", 1, 4)
          await(wait_gather("b1.7", 1))
        end
        bump()
      end)
      shelter("b1.10", nil, function()
        task_done("b1.9", 2)
      end)
      return 89
    end)
    await(b1())
    boom("main.7")
  end)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(wait_condition("main.9", 1))
    end)
  end)
  shelter("main.13", nil, function()
    shutdown_queue("main.12", 1, true)
  end)
  shelter("main.15", "Exception", function()
    cancel("main.14", 1)
  end)
  await(nap(1))
end
--[==[ trace
0 main.1 QueueEmpty
0 main.1 QueueEmpty
0 main.1 QueueEmpty
0 main.2 pending
0 main.3 false
1 g1.1 nil
1 g1.2 nil
1 t1.1 1
1 g1.3
1 t1.1 2
1 g1.4 nil
1 t1.1 3
1 t1.2 0
1 t1.3 0
1 t1.4 true
1 t1.5 QueueFull
1 main.4 nil
1 main.6 4
2 c1.1 CancelledError
4 c1.4 CancelledError
4 c1.5 misuse
4 c1.6 nil
6 b1.8 TimeoutError
6 b1.9 nil
6 main.7
6 main.8 Boom main.7
6 main.10 misuse
6 main.12
6 main.14 false
]==]
