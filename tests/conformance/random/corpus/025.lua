-- Random program, seed 3685; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"bounded", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    cancel("t1.1", 1)
    return 43
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", nil, function()
      do
        local _ <close> = timeout_scope(1, 1)
        watch_future("t2.1", 2)
        state_of("t2.2", 2)
      end
      task_done("t2.3", 2)
      put_nowait("t2.4", 1, 3)
      await(nap(0.5))
    end)
    return 60
  end)
  spawn(2, t2, false)
  cancel("main.1", 1)
  shelter("main.6", "Exception", function()
    for _ = 1, 2 do
      do
        local _ <close> = group_scope(1)
        await(nap(2))
        local c1 = async(function()
          await(wait_some("c1.1", {1}, 0.25, "FIRST_COMPLETED"))
          mark("c1.2")
          clear_event(2)
          put_nowait("c1.3", 2, 4)
          return 80
        end)
        await(wait_shielded("main.2", c1))
        do
          local _ <close> = timeout_scope(2, 1)
          shutdown_queue("main.3", 1, false)
        end
        expired("main.4", 2)
      end
      cancel("main.5", 2)
    end
    await(nap(0.5))
  end)
  shelter("main.13", "Exception", function()
    do
      local _ <close> = timeout_scope(3, 1)
      do
        local _ <close> = group_scope(2)
        put_nowait("main.7", 2, 8)
        mark("main.8")
        clear_event(2)
      end
      await(look("main.9", 1))
    end
    local c2 = async(function()
      shelter("c2.7", nil, function()
        do
          local _ <close> = timeout_scope(4, 0.25)
          do
            local _ <close> = timeout_scope(5, nil)
            cancel("c2.1", 1)
            mark("c2.2")
          end
          cancel("c2.3", 1)
        end
        expired("c2.4", 4)
        get_nowait("c2.5", 1)
        get_nowait("c2.6", 1)
      end)
      later(1, 0.25, function()
        cancel("k1.1", 2)
      end)
      await(abort_barrier("c2.8", 1))
      put_nowait("c2.9", 1, 5)
      shelter("c2.11", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(join_queue("c2.10", 1))
      end)
      return 23
    end)
    await(gather_all("main.10", {c2, 1}, false))
    cancel("main.11", 1)
    task_done("main.12", 2)
  end)
  shelter("main.16", nil, function()
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(put("main.14", 1, 3))
    end)
  end)
  shelter("main.18", nil, function()
    cancel("main.17", 1)
  end)
end
--[==[ trace
0 main.1 true
1 t2.2 pending
1 t2.3 misuse
1 t2.4 nil
8 c1.1 {t1} {}
8 c1.2
8 c1.3 nil
10 main.2 80
10 main.3
10 main.4 false
10 main.5 false
15 c1.1 {t1} {}
15 c1.2
15 c1.3 nil
17 main.2 80
17 main.3
17 main.4 false
17 main.5 false
19 main.7 nil
19 main.8
19 main.9 CancelledError
20 c2.1 false
20 c2.2
20 c2.3 false
20 c2.4 false
20 c2.5 3
20 c2.6 QueueShutDown
20 c2.8 true
20 c2.9 QueueShutDown
- raised CancelledError
]==]
