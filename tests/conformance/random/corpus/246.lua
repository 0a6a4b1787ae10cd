-- Random program, seed 1632; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      queue_size("t1.1", 2)
    end)
    return 14
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      release_semaphore("t2.1", 1)
      notify("t2.2", 1, 1)
      local c1 = async(function()
        shelter("c1.5", "Exception", function()
          shutdown_queue("c1.1", 2, true)
          do
            local _ <close> = group_scope(1)
            release_lock("c1.2", 1)
            mark("c1.3")
            cancel("c1.4", 1)
          end
          bump()
        end)
        shelter("c1.15", nil, function()
          for _ = 1, 2 do
            shelter("c1.7", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(join("c1.6", 1))
            end)
            cancel("c1.8", 1)
          end
          local ok, err = try(function()
            notify("c1.9", 1, 3)
            shelter("c1.11", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(join("c1.10", 1))
            end)
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("c1.12", err)
            watch("c1.13", 2)
            shutdown_queue("c1.14", 1, true)
          end
        end)
        return 46
      end)
      await(each_outcome("t2.3", {1, c1}, 0.25))
      set_event(1)
    end)
    cancel("t2.5", 2)
    return 89
  end)
  spawn(2, t2, false)
  shelter("main.1", "Exception", function()
    local _ <close> = group_scope(2)
    local t3 = async(function()
      shelter("t3.7", nil, function()
        get_nowait("t3.1", 2)
        local ok, err = try(function()
          release_semaphore("t3.2", 1)
          queue_size("t3.3", 2)
          set_event(2)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t3.4", err)
          shelter("t3.6", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(join("t3.5", 2))
          end)
        end
      end)
      shelter("t3.9", "Exception", function()
        await(wait_barrier("t3.8", 1))
      end)
      return 90
    end)
    spawn(3, t3, false)
  end)
  shelter("main.3", "Exception", function()
    get_var("main.2")
  end)
  get_nowait("main.5", 1)
  shelter("main.8", "Exception", function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_event("main.6", 1))
    end)
  end)
end
--[==[ trace
0 main.2 0
0 main.5 QueueEmpty
1 t1.1 0 true false
1 t2.1 nil false
1 t2.2 misuse
1 t3.1 QueueEmpty
1 t3.2 nil false
1 t3.3 0 true false
2 c1.1
2 c1.2 misuse false
2 c1.3
2 c1.4 false
2 c1.6 14
2 c1.8 false
2 c1.6 14
2 c1.8 false
2 c1.9 misuse
2 c1.10 14
3 t2.3 14
3 t2.3 46
3 t2.5 true
4 main.6 true true
]==]
