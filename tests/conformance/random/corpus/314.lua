-- Random program, seed 2549; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 0}, {"fifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(0.5))
    notify_all("t1.1", 1)
    local t2 = async(function()
      shelter("t2.5", nil, function()
        await(nap(0))
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0)
          await(get("t2.1", 2))
        end)
        await(nap(0.25))
        shelter("t2.4", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(put("t2.3", 1, 4))
        end)
      end)
      shelter("t2.9", nil, function()
        state_of("t2.6", 1)
        local c1 = async(function()
          await(nap(0))
          watch_future("c1.1", 3)
          set_future("c1.2", 2, 6)
          get_nowait("c1.3", 2)
          return 19
        end)
        await(wait_shielded("t2.7", c1))
        local c2 = async(function()
          shelter("c2.4", "Exception", function()
            task_done("c2.1", 2)
            notify_all("c2.2", 1)
            set_event(2)
            cancel("c2.3", 2)
          end)
          state_of("c2.5", 1)
          set_future("c2.6", 2, 7)
          shelter("c2.8", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(put("c2.7", 2, 9))
          end)
          return 75
        end)
        local c3 = async(function()
          put_nowait("c3.1", 2, 3)
          shelter("c3.3", "Exception", function()
            local _ <close> = timeout_scope(4, 0)
            await(wait_future("c3.2", 2))
          end)
          return 40
        end)
        await(each_completed("t2.8", {c2, c3}, 2))
      end)
      return 18
    end)
    spawn(2, t2, false)
    shelter("t1.4", "Exception", function()
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(put("t1.2", 2, 5))
      end)
    end)
    return 76
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    release_semaphore("main.1", 1)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(wait_future("main.3", 2))
    end)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_future("main.6", 3))
    end)
  end)
  shelter("main.9", "Exception", function()
    set_event(2)
  end)
  shelter("main.12", "Exception", function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(8, 0.5)
      await(wait_future("main.10", 3))
    end)
  end)
end
--[==[ trace
0 main.1 nil false
3 main.4 TimeoutError
3 t1.1 misuse
3 t1.2
5 t2.1 5
8 t2.3
8 t2.6 finished 76
10 c1.2 InvalidStateError
10 c1.3 QueueEmpty
12 t2.7 19
13 c2.1 nil
13 c2.2 misuse
13 c2.3 true
13 c2.5 finished 76
13 c2.6 InvalidStateError
13 c2.7
13 c3.1 nil
14 t2.9 CancelledError
16 main.7 TimeoutError
16 c1.1 cancelled
- raised CancelledError
]==]
