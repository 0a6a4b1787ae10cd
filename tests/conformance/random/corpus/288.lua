-- Random program, seed 5905; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 2}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      set_future("t1.2", 3, 2)
    end)
    return 41
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    queue_size("t2.1", 2)
    watch_future("t2.2", 2)
    notify_all("t2.3", 1)
    return 11
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.6", "Exception", function()
      do
        local _ <close> = defer(function()
          mark("t3.3")
          await(nap(1))
        end)
        do
          local _ <close> = await(condition(1):acquire())
          notify("t3.1", 1, 2)
        end
        local c1 = async(function()
          shelter("c1.4", nil, function()
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(join("c1.1", 2))
            end)
            await(reset_barrier("c1.3", 1))
          end)
          shelter("c1.10", nil, function()
            shelter("c1.6", "Exception", function()
              local _ <close> = timeout_scope(2, 0)
              await(wait_barrier("c1.5", 1))
            end)
            queue_size("c1.7", 1)
            await(abort_barrier("c1.9", 1))
          end)
          return 79
        end)
        await(gather_all("t3.2", {2, c1}, false))
      end
      put_nowait("t3.4", 2, 7)
      cancel("t3.5", 1)
    end)
    return 43
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.5", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(wait_event("t4.1", 1))
      end)
      shelter("t4.4", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(wait_future("t4.3", 1))
      end)
    end)
    shelter("t4.6", nil, function()
      set_event(1)
    end)
    return 11
  end)
  spawn(4, t4, false)
  shelter("main.5", nil, function()
    do
      local _ <close> = group_scope(1)
      task_done("main.1", 2)
      boom("main.2")
    end
    boom("main.3")
    local _ <close> = group_scope(2)
    set_future("main.4", 1, 4)
    bump()
  end)
  shelter("main.10", "Exception", function()
    cancelling("main.6")
    await(nap(1.5))
    set_future("main.7", 2, 8)
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(join_queue("main.8", 1))
    end)
  end)
  shelter("main.13", "Exception", function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(wait_barrier("main.11", 1))
    end)
  end)
  shelter("main.16", "Exception", function()
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(wait_event("main.14", 1))
    end)
  end)
end
--[==[ trace
0 main.1 misuse
0 main.2
0 main.5 Group[Boom main.2]
0 main.6 0
1 t1.2 nil
1 t2.1 0 true false
1 t2.3 misuse
1 t3.1 nil
2 c1.1 11
2 c1.3 0
4 c1.6 TimeoutError
4 c1.7 0 true false
4 c1.9 true
6 t3.2 [11, 79]
6 t3.3
8 t4.2 TimeoutError
8 t3.4 nil
8 t3.5 false
10 main.7 nil
10 main.8
10 main.12 BrokenBarrierError
11 t2.2 finished 8
13 main.15 TimeoutError
15 t4.5 CancelledError
]==]
