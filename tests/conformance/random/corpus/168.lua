-- Random program, seed 5311; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      cancel("t1.1", 1)
    end)
    return 8
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local _ <close> = await(condition(1):acquire())
      notify_all("t2.1", 1)
    end)
    return 72
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.14", nil, function()
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t3.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0)
          await(wait_condition_for("t3.1", 1, 1))
        end)
      end
      do
        local _ <close> = defer(function()
          mark("t3.5")
          do
            local ok, err = try(function()
              boom("t3.6")
              shelter("t3.8", "Exception", function()
                local _ <close> = timeout_scope(3, 1)
                await(get("t3.7", 1))
              end)
            end)
            if not ok then
              log_error("t3.9", err)
              get_nowait("t3.10", 1)
              boom("t3.11")
              error(err, 0)
            end
          end
          put_nowait("t3.12", 1, 3)
        end)
        shelter("t3.4", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(join("t3.3", 2))
        end)
      end
      boom("t3.13")
    end)
    shelter("t3.17", "Exception", function()
      cancel("t3.15", 1)
      local c1 = async(function()
        shelter("c1.6", nil, function()
          local c2 = async(function()
            shelter("c2.4", nil, function()
              cancel("c2.1", 1)
              put_nowait("c2.2", 1, 3)
              await(wait_some("c2.3", {2}, -1, "FIRST_EXCEPTION"))
            end)
            return 3
          end)
          await(wait_limited("c1.1", c2, 0.25))
          await(nap(0))
          local c3 = async(function()
            shelter("c3.2", "Exception", function()
              local _ <close> = timeout_scope(4, 0)
              await(acquire_semaphore("c3.1", 1))
            end)
            boom("c3.3")
            cancel("c3.4", 2)
            watch("c3.5", 2)
            return 51
          end)
          start_gather(1, {c3}, true)
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(get("c1.2", 2))
          end)
          release_semaphore("c1.4", 2)
          await(wait_gather("c1.5", 1))
        end)
        return 84
      end)
      await(each_outcome("t3.16", {c1, 1, 1}, 0))
    end)
    return 23
  end)
  spawn(3, t3, false)
  shutdown_queue("main.1", 1, false)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(wait_barrier("main.2", 1))
    end)
  end)
  await(wait_some("main.5", {2}, nil, "FIRST_EXCEPTION"))
  shelter("main.7", "Exception", function()
    cancel("main.6", 1)
  end)
end
--[==[ trace
0 main.1
1 t1.1 true
1 t2.1 nil
2 main.3 TimeoutError
3 t3.2 TimeoutError
3 t3.3 72
3 t3.5
3 t3.6
3 t3.9 Boom t3.6
3 t3.10 QueueShutDown
3 t3.11
3 t3.14 Boom t3.11
3 t3.15 false
4 c2.1 false
4 c2.2 QueueShutDown
4 main.5 {t2} {}
4 main.6 false
5 t3.16 CancelledError
5 t3.16 TimeoutError
6 c2.4 CancelledError
6 c1.1 3
8 c3.1
8 c3.3
11 c1.3 TimeoutError
11 c1.4 nil false
11 c1.5 [Boom c3.3]
]==]
