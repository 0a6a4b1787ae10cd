-- Random program, seed 571; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"lifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    task_done("t1.1", 2)
    do
      local _ <close> = await(lock(1):acquire())
      set_future("t1.2", 2, 6)
      put_nowait("t1.4", 2, 8)
      local c1 = async(function()
        shelter("c1.5", "Exception", function()
          set_event(1)
          bump()
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(wait_future("c1.2", 1))
          end)
          queue_size("c1.4", 2)
        end)
        return 74
      end)
      local c2 = async(function()
        shelter("c2.3", nil, function()
          await(nap(0.5))
          task_done("c2.1", 1)
          mark("c2.2")
        end)
        shelter("c2.5", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(wait_future("c2.4", 2))
        end)
        return 6
      end)
      local c3 = async(function()
        shelter("c3.2", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(wait_future("c3.1", 1))
        end)
        task_done("c3.3", 2)
        shelter("c3.5", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(wait_future("c3.4", 2))
        end)
        put_nowait("c3.6", 1, 4)
        return 52
      end)
      start_gather(1, {c1, c2, c3}, false)
      state_of("t1.6", 1)
      set_future("t1.7", 1, 7)
      await(wait_gather("t1.8", 1))
    end
    task_done("t1.9", 1)
    return 14
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(join("t2.1", 1))
    end)
    return 76
  end)
  spawn(2, t2, false)
  shelter("main.2", nil, function()
    put_nowait("main.1", 1, 6)
  end)
  shelter("main.4", nil, function()
    await(look("main.3", 2))
  end)
  shelter("main.6", nil, function()
    cancel("main.5", 0)
  end)
  shelter("main.8", "Exception", function()
    queue_size("main.7", 1)
  end)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(wait_future("main.9", 1))
    end)
  end)
  shelter("main.12", nil, function()
    set_event(1)
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1 misuse
1 t1.2 nil
1 t1.4 nil
1 t1.6 pending
1 t1.7 nil
2 c1.2 7
2 c1.4 1 false false
2 c3.1 7
2 c3.3 nil
2 c3.4 6
2 c3.6 nil
5 c2.1 nil
5 c2.2
5 c2.4 6
7 t1.8 [74, 6, 52]
7 t1.9 nil
8 t2.1 14
9 main.3 76
9 main.5 true
9 main.7 2 false false
9 main.9 7
- raised CancelledError
]==]
