-- Random program, seed 2763; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.6", nil, function()
        for _ = 1, 3 do
          queue_size("t2.3", 2)
          cancel("t2.5", 2)
        end
        for _ = 1, 3 do
          await(nap(1.5))
        end
      end)
      return 45
    end)
    spawn(2, t2, false)
    get_nowait("t1.1", 1)
    local b1 = async(function()
      cancelling("b1.1")
      await(look("b1.2", 2))
      shelter("b1.4", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(join_queue("b1.3", 2))
      end)
      shelter("b1.6", "Exception", function()
        notify_all("b1.5", 1)
        local t3 = async(function()
          await(nap(0))
          notify("t3.2", 1, 3)
          return 9
        end)
        spawn(3, t3, true)
        await(nap(0))
      end)
      return 27
    end)
    await(b1())
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_future("t1.2", 3))
    end)
    return 66
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    set_event(1)
    await(look("main.1", 1))
  end)
  shelter("main.4", nil, function()
    release_lock("main.3", 2)
  end)
  queue_size("main.5", 2)
  shelter("main.8", "Exception", function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_event("main.6", 2))
    end)
  end)
  shelter("main.10", nil, function()
    queue_size("main.9", 1)
  end)
  shelter("main.12", nil, function()
    notify("main.11", 1, 1)
  end)
end
--[==[ trace
1 t1.1 QueueEmpty
1 b1.1 0
2 t2.3 0 true false
2 t2.5 true
2 t2.3 0 true false
2 t2.5 true
2 t2.3 0 true false
2 t2.5 true
3 t2.6 CancelledError
4 b1.2 45
4 b1.3
4 b1.5 misuse
5 t3.2 misuse
7 t1.3 TimeoutError
8 main.1 66
8 main.3 misuse false
8 main.5 0 true false
10 main.7 TimeoutError
10 main.9 0 true false
10 main.11 misuse
]==]
