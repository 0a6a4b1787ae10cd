-- Random program, seed 5256; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      local c1 = async(function()
        shelter("c1.7", "Exception", function()
          queue_size("c1.1", 2)
          do
            local _ <close> = await(condition(1):acquire())
            notify("c1.2", 1, 1)
          end
          do
            local ok, err = try(function()
              await(abort_barrier("c1.3", 1))
            end)
            if not ok then
              expect(err, "Exception")
              log_error("c1.4", err)
              await(acquire_lock("c1.5", 1))
            end
          end
          local c2 = async(function()
            shelter("c2.2", "Exception", function()
              notify("c2.1", 1, 2)
            end)
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(put("c2.3", 1, 2))
            end)
            put_nowait("c2.5", 1, 4)
            state_of("c2.6", 1)
            await(reset_barrier("c2.7", 1))
            return 25
          end)
          await(wait_limited("c1.6", c2, 0))
        end)
        return 19
      end)
      await(wait_shielded("t1.1", c1))
      cancelling("t1.2")
      local c3 = async(function()
        shelter("c3.2", nil, function()
          local _ <close> = await(condition(1):acquire())
          notify_all("c3.1", 1)
        end)
        shelter("c3.3", "Exception", function()
          await(nap(0))
        end)
        return 30
      end)
      local c4 = async(function()
        boom("c4.1")
        clear_event(2)
        await(reset_barrier("c4.2", 1))
        queue_size("c4.3", 2)
        return 19
      end)
      local c5 = async(function()
        shelter("c5.3", "Exception", function()
          local b1 = async(function()
            set_future("b1.1", 3, 5)
            set_event(1)
            release_semaphore("b1.2", 1)
            shelter("b1.5", nil, function()
              set_event(1)
              state_of("b1.4", 1)
            end)
            return 83
          end)
          await(b1())
          state_of("c5.1", 1)
          local c6 = async(function()
            cancel("c6.1", 1)
            put_nowait("c6.2", 1, 8)
            set_event(1)
            boom("c6.3")
            return 66
          end)
          local c7 = async(function()
            get_nowait("c7.1", 2)
            return 75
          end)
          await(each_outcome("c5.2", {c6, c7}, 1))
        end)
        return 47
      end)
      await(gather_all("t1.3", {c3, c4, c5}, false))
      cancel("t1.4", 1)
    end)
    return 27
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    state_of("t2.1", 2)
    bump()
    shelter("t2.3", "Exception", function()
      await(wait_limited("t2.2", 1, 0.5))
    end)
    return 7
  end)
  spawn(2, t2, false)
  shelter("main.3", nil, function()
    local g1 = coroutine.wrap(function()
      local c8 = async(function()
        shelter("c8.6", "Exception", function()
          cancelling("c8.1")
          shelter("c8.3", "Exception", function()
            local _ <close> = timeout_scope(2, 0.25)
            await(join("c8.2", 2))
          end)
          await(look("c8.4", 1))
          release_semaphore("c8.5", 1)
        end)
        return 7
      end)
      await(wait_limited("g1.1", c8, 1))
      shutdown_queue("g1.2", 1, false)
      coroutine.yield(1)
    end)
    for value in g1 do log("main.1", value) end
    queue_size("main.2", 2)
  end)
  shelter("main.5", nil, function()
    put_nowait("main.4", 1, 2)
  end)
  shelter("main.7", nil, function()
    get_var("main.6")
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(put("main.8", 2, 7))
    end)
  end)
end
--[==[ trace
0 c8.1 0
1 t2.1 pending
2 c1.1 0 true false
2 c1.2 nil
2 c1.3 true
5 c1.7 TimeoutError
7 t1.1 19
7 t1.2 0
8 c3.1 nil
8 c4.1
8 b1.1 nil
8 b1.2 misuse false
8 b1.4 pending
8 c5.1 pending
9 c6.1 true
9 c6.2 nil
9 c6.3
9 c7.1 QueueEmpty
10 t1.5 CancelledError
11 t2.2 27
11 c5.2 Boom c6.3
11 c5.2 75
12 c8.2 7
12 c8.4 27
12 c8.5 misuse false
12 g1.1 7
12 g1.2
12 main.1 1
12 main.2 0 true false
12 main.4 QueueShutDown
12 main.6 0
12 main.8
]==]
