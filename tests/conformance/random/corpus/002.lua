-- Random program, seed 1693; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      await(abort_barrier("t1.1", 1))
      await(nap(2))
      do
        local _ <close> = await(lock(1):acquire())
        set_event(1)
      end
      cancel("t1.2", 1)
    end)
    return 25
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    local _ <close> = await(semaphore(2):acquire())
    local t2 = async(function()
      shelter("t2.3", "Exception", function()
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_barrier("t2.1", 1))
        end)
      end)
      return 40
    end)
    spawn(2, t2, true)
    cancel("main.1", 1)
  end)
  shelter("main.4", nil, function()
    task_done("main.3", 2)
  end)
  shelter("main.11", nil, function()
    do
      local _ <close> = await(semaphore(2):acquire())
      cancel("main.5", 2)
      cancel("main.7", 1)
      do
        local _ <close> = group_scope(1)
        await(nap(0))
        await(nap(0))
        do
          local _ <close> = await(condition(1):acquire())
          notify_all("main.8", 1)
        end
      end
    end
    get_nowait("main.9", 1)
    await(nap(0.5))
    mark("main.10")
  end)
  shelter("main.16", nil, function()
    cancel("main.12", 2)
    do
      local _ <close> = group_scope(2)
      for _ = 1, 3 do
        put_nowait("main.13", 2, 9)
        local c1 = async(function()
          shelter("c1.4", "Exception", function()
            uncancel("c1.1")
            cancel("c1.2", 1)
            group_cancel("c1.3", 2)
          end)
          cancel("c1.5", 1)
          put_nowait("c1.6", 2, 4)
          queue_size("c1.7", 2)
          return 53
        end)
        local c2 = async(function()
          group_cancel("c2.1", 2)
          return 18
        end)
        start_gather(1, {c1, 1, c2}, false)
      end
      set_future("main.14", 1, 8)
      set_future("main.15", 2, 7)
      bump()
    end
    await(nap(2))
  end)
  shelter("main.18", "Exception", function()
    get_var("main.17")
  end)
end
--[==[ trace
0 main.1 true
0 main.3 misuse
0 main.5 true
0 main.7 true
2 main.8 nil
2 main.9 QueueEmpty
4 main.10
4 main.12 false
4 main.13 nil
4 main.13 QueueFull
4 main.13 QueueFull
4 main.14 nil
4 main.15 nil
5 c1.1 0
5 c1.2 false
5 c1.3
5 c1.5 false
5 c1.6 QueueFull
5 c1.7 1 false true
5 c2.1
5 c1.1 0
5 c1.2 false
5 c1.3
5 c1.5 false
5 c1.6 QueueFull
5 c1.7 1 false true
5 c2.1
5 c1.1 0
5 c1.2 false
5 c1.3
5 c1.5 false
5 c1.6 QueueFull
5 c1.7 1 false true
5 c2.1
8 main.17 0
]==]
