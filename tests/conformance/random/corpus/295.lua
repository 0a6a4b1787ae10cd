-- Random program, seed 1846; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"bounded", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      local _ <close> = group_scope(1)
      get_nowait("t1.1", 2)
      release_semaphore("t1.2", 2)
      group_cancel("t1.3", 1)
    end)
    return 47
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      await(wait_limited("t2.1", 1, 2))
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(join_queue("t2.2", 2))
      end)
    end)
    shelter("t2.8", nil, function()
      do
        local _ <close> = group_scope(2)
        mark("t2.5")
        reschedule("t2.6", 1, 1)
      end
      local c1 = async(function()
        local c2 = async(function()
          bump()
          await(look("c2.1", 1))
          await(look("c2.2", 1))
          return 24
        end)
        await(each_completed("c1.2", {1, c2, 1}, 0.5))
        await(look("c1.3", 1))
        shelter("c1.5", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(acquire_lock("c1.4", 1))
        end)
        do
          local ok, err = try(function()
            await(nap(1))
            cancel("c1.6", 1)
            mark("c1.7")
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("c1.8", err)
            await(look("c1.9", 1))
            await(nap(0))
          end
        end
        shelter("c1.15", nil, function()
          shelter("c1.11", "Exception", function()
            local _ <close> = timeout_scope(3, 0)
            await(put("c1.10", 1, 5))
          end)
          shelter("c1.13", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(get("c1.12", 1))
          end)
          fail_future("c1.14", 3)
        end)
        return 41
      end)
      await(wait_limited("t2.7", c1, 2))
    end)
    return 47
  end)
  spawn(2, t2, false)
  shelter("main.1", nil, function()
    set_event(1)
  end)
  shelter("main.2", "Exception", function()
    await(nap(0))
  end)
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(get("main.3", 2))
    end)
  end)
  shelter("main.7", "Exception", function()
    shutdown_queue("main.6", 1, false)
  end)
  shelter("main.8", nil, function()
    await(nap(2))
  end)
end
--[==[ trace
1 t1.1 QueueEmpty
1 t1.2 misuse false
1 t1.3
1 t2.1 47
1 t2.2
1 t2.5
1 t2.6 misuse
2 c2.1 47
2 c2.2 47
3 c1.2 47
3 c1.2 24
3 c1.3 47
3 c1.4
5 main.4 TimeoutError
5 main.6
5 c1.6 false
5 c1.7
5 c1.11 QueueShutDown
5 c1.13 QueueShutDown
5 c1.14 nil
5 t2.7 41
]==]
