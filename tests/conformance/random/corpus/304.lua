-- Random program, seed 3836; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      local c1 = async(function()
        shelter("c1.3", nil, function()
          local c2 = async(function()
            shelter("c2.5", "Exception", function()
              notify("c2.1", 2, 1)
              notify("c2.2", 2, 1)
              queue_size("c2.4", 1)
            end)
            return 1
          end)
          local c3 = async(function()
            shelter("c3.4", nil, function()
              put_nowait("c3.2", 2, 9)
              cancel("c3.3", 1)
            end)
            return 47
          end)
          local c4 = async(function()
            mark("c4.1")
            shelter("c4.3", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(acquire_semaphore("c4.2", 2))
            end)
            shelter("c4.6", nil, function()
              put_nowait("c4.4", 1, 3)
              watch_future("c4.5", 1)
            end)
            return 8
          end)
          await(each_completed("c1.1", {c2, c3, c4}, -1))
          soon(1, function()
            bump()
            cancel("k1.1", 1)
          end)
          local c5 = async(function()
            shelter("c5.3", "Exception", function()
              shelter("c5.2", "Exception", function()
                local _ <close> = timeout_scope(2, 1)
                await(get("c5.1", 1))
              end)
            end)
            return 61
          end)
          await(wait_shielded("c1.2", c5))
        end)
        shelter("c1.14", nil, function()
          do
            local _ <close> = timeout_scope(3, 1)
            shutdown_queue("c1.4", 2, false)
            uncancel("c1.5")
          end
          expired("c1.6", 3)
          local g1 = coroutine.wrap(function()
            await(reset_barrier("g1.1", 1))
            shelter("g1.4", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(acquire_semaphore("g1.3", 2))
            end)
            coroutine.yield(1)
            cancel_future("g1.5", 1)
            shutdown_queue("g1.6", 2, true)
            coroutine.yield(2)
            bump()
            coroutine.yield(3)
          end)
          for value in g1 do log("c1.7", value) end
          local _ <close> = defer(function()
            mark("c1.8")
            await(wait_barrier("c1.11", 1))
            shelter("c1.13", "Exception", function()
              local _ <close> = timeout_scope(5, 1)
              await(wait_barrier("c1.12", 1))
            end)
          end)
          await(nap(0))
        end)
        return 80
      end)
      local c6 = async(function()
        shelter("c6.1", nil, function()
          await(nap(0))
        end)
        shelter("c6.3", "Exception", function()
          notify_all("c6.2", 2)
        end)
        return 31
      end)
      await(each_completed("t1.1", {c1, c6}, 0.25))
      queue_size("t1.2", 1)
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(acquire_semaphore("t1.3", 1))
      end)
    end)
    return 32
  end)
  spawn(1, t1, true)
  shelter("main.1", "Exception", function()
    bump()
  end)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(join("main.2", 1))
    end)
  end)
  shelter("main.6", "Exception", function()
    release_lock("main.5", 1)
  end)
  shelter("main.8", "Exception", function()
    shutdown_queue("main.7", 2, false)
  end)
  shelter("main.10", "Exception", function()
    set_future("main.9", 3, 2)
  end)
  shelter("main.12", "Exception", function()
    await(look("main.11", 1))
  end)
end
--[==[ trace
2 c2.1 misuse
2 c2.2 misuse
2 c2.4 0 true false
2 c3.2 nil
2 c3.3 true
2 c4.1
2 c4.2
2 c4.4 nil
2 c6.2 misuse
3 c1.3 TimeoutError
3 c1.4
3 c1.5 0
3 c1.6 false
3 g1.1 0
3 g1.3
3 c1.7 1
3 g1.5 true
3 g1.6
3 c1.7 2
3 c1.7 3
4 main.4 CancelledError
4 main.5 misuse false
4 main.7
4 main.9 nil
4 main.11 CancelledError
4 c4.5 cancelled
4 c1.8
6 c1.14 CancelledError
]==]
