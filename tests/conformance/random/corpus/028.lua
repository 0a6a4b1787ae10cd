-- Random program, seed 3839; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      notify_all("t1.1", 1)
      for _ = 1, 3 do
        put_nowait("t1.3", 2, 6)
      end
      do
        local _ <close> = group_scope(1)
        local c1 = async(function()
          shelter("c1.5", nil, function()
            put_nowait("c1.3", 1, 5)
            task_done("c1.4", 2)
          end)
          shelter("c1.13", nil, function()
            shelter("c1.7", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(wait_future("c1.6", 2))
            end)
            watch_future("c1.8", 2)
            notify("c1.9", 1, 2)
            shelter("c1.12", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(get("c1.11", 1))
            end)
          end)
          return 66
        end)
        await(wait_shielded("t1.4", c1))
      end
      local c2 = async(function()
        shelter("c2.7", nil, function()
          local t2 = async(function()
            fail_future("t2.1", 2)
            await(nap(2))
            queue_size("t2.2", 1)
            return 37
          end)
          spawn(2, t2, false)
          do
            local _ <close> = await(semaphore(1):acquire())
            cancel_future("c2.1", 1)
            await(reset_barrier("c2.2", 1))
          end
          for _ = 1, 3 do
            cancel("c2.3", 2)
            shelter("c2.5", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(get("c2.4", 1))
            end)
          end
          watch_future("c2.6", 1)
        end)
        shelter("c2.9", "Exception", function()
          await(look("c2.8", 2))
        end)
        return 79
      end)
      await(wait_shielded("t1.5", c2))
    end)
    shelter("t1.9", "Exception", function()
      shelter("t1.8", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(wait_future("t1.7", 1))
      end)
    end)
    return 88
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    queue_size("main.1", 1)
  end)
  shelter("main.4", nil, function()
    cancel_future("main.3", 1)
  end)
  shelter("main.6", "Exception", function()
    await(look("main.5", 1))
  end)
  shelter("main.8", "Exception", function()
    cancel("main.7", 2)
  end)
  shelter("main.10", "Exception", function()
    await(reset_barrier("main.9", 1))
  end)
end
--[==[ trace
0 main.1 0 true false
0 main.3 true
1 t1.1 misuse
1 t1.3 nil
1 t1.3 nil
1 t1.3 nil
2 c1.3 nil
2 c1.4 nil
4 c1.7 TimeoutError
4 c1.9 misuse
4 c1.11 5
5 c1.8 cancelled
6 t1.4 66
7 c2.1 false
7 c2.2 0
7 c2.3 true
10 c2.5 TimeoutError
10 c2.3 false
12 c2.5 TimeoutError
12 c2.3 false
14 c2.5 TimeoutError
14 c2.8 CancelledError
15 c2.6 cancelled
16 t1.5 79
17 main.5 CancelledError
17 main.7 false
17 main.9 0
]==]
