-- Random program, seed 5270; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.15", "Exception", function()
      do
        local ok, err = try(function()
          queue_size("t1.1", 2)
          local g1 = coroutine.wrap(function()
            shelter("g1.2", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(put("g1.1", 2, 3))
            end)
            coroutine.yield(1)
            put_nowait("g1.3", 2, 9)
            watch("g1.5", 1)
            coroutine.yield(2)
            put_nowait("g1.6", 2, 4)
            bump()
            coroutine.yield(3)
          end)
          for value in g1 do log("t1.2", value) end
          local c1 = async(function()
            shelter("c1.3", "Exception", function()
              put_nowait("c1.1", 1, 6)
              notify_all("c1.2", 1)
            end)
            get_var("c1.4")
            bump()
            boom("c1.5")
            shelter("c1.7", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(wait_barrier("c1.6", 1))
            end)
            return 47
          end)
          local c2 = async(function()
            await(nap(1.5))
            return 59
          end)
          start_gather(1, {c1, c2}, true)
          put_nowait("t1.3", 2, 8)
          queue_size("t1.4", 1)
          await(wait_gather("t1.5", 1))
        end)
        if not ok then
          log_error("t1.6", err)
          do
            local _ <close> = group_scope(1)
            cancelling("t1.7")
            notify_all("t1.8", 1)
            put_nowait("t1.9", 1, 4)
            await(nap(0.25))
          end
          get_var("t1.10")
        end
      end
      get_nowait("t1.11", 2)
      shelter("t1.14", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(put("t1.13", 2, 3))
      end)
      set_var(9)
    end)
    shelter("t1.17", nil, function()
      await(reset_barrier("t1.16", 1))
    end)
    return 40
  end)
  spawn(1, t1, true)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(acquire_semaphore("main.1", 1))
    end)
  end)
  await(look("main.4", 1))
  shelter("main.7", nil, function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(acquire_semaphore("main.5", 2))
    end)
  end)
  shelter("main.9", nil, function()
    await(join("main.8", 1))
  end)
end
--[==[ trace
0 t1.1 0 true false
0 g1.1
0 t1.2 1
0 g1.3 nil
0 t1.2 2
0 g1.6 nil
0 t1.2 3
0 t1.3 nil
0 t1.4 0 true false
1 c1.1 nil
1 c1.2 misuse
1 c1.4 0
1 c1.5
2 main.2 TimeoutError
6 t1.5 [Boom c1.5, 59]
6 t1.11 3
6 t1.13
6 t1.16 0
7 main.4 40
9 main.6 TimeoutError
9 main.8 40
]==]
