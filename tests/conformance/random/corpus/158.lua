-- Random program, seed 1472; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      local c1 = async(function()
        shelter("c1.3", nil, function()
          put_nowait("c1.1", 2, 2)
          later(1, 2, function()
            put_nowait("k1.1", 1, 6)
            notify_all("k1.2", 1)
          end)
          set_event(2)
        end)
        return 82
      end)
      local c2 = async(function()
        shelter("c2.2", nil, function()
          local c3 = async(function()
            shelter("c3.2", "Exception", function()
              clear_event(1)
              cancel_future("c3.1", 4)
            end)
            shelter("c3.7", nil, function()
              mark("c3.4")
              task_done("c3.5", 2)
              await(nap(1))
            end)
            return 26
          end)
          await(gather_all("c2.1", {c3}, true))
        end)
        return 24
      end)
      await(gather_all("t1.1", {c1, c2}, false))
      local b1 = async(function()
        shelter("b1.5", nil, function()
          await(nap(0))
          local _ <close> = group_scope(1)
          clear_event(2)
          shutdown_queue("b1.3", 2, true)
          mark("b1.4")
        end)
        shelter("b1.11", "Exception", function()
          do
            local _ <close> = group_scope(2)
            set_event(1)
          end
          release_lock("b1.6", 1)
          local _ <close> = defer(function()
            mark("b1.8")
            cancel("b1.10", 1)
          end)
          mark("b1.7")
        end)
        return 49
      end)
      await(b1())
      set_event(1)
    end)
    do
      local _ <close> = await(lock(1):acquire())
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(wait_barrier("t1.5", 1))
      end)
      do
        local _ <close> = defer(function()
          mark("t1.10")
          set_event(1)
          notify("t1.11", 1, 2)
        end)
        await(nap(0))
        await(nap(1))
        reschedule("t1.9", 1, 0.25)
      end
    end
    return 18
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    uncancel("main.1")
    await(gather_all("main.2", {1}, true))
    await(nap(0))
  end)
  shelter("main.6", nil, function()
    release_lock("main.4", 1)
    mark("main.5")
  end)
  shelter("main.9", "Exception", function()
    state_of("main.7", 1)
    await(nap(0.5))
    mark("main.8")
    set_event(1)
  end)
  shelter("main.11", "Exception", function()
    task_done("main.10", 1)
  end)
  shelter("main.13", "Exception", function()
    group_cancel("main.12", 1)
  end)
  shelter("main.16", nil, function()
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(get("main.14", 1))
    end)
  end)
end
--[==[ trace
0 main.1 0
2 c1.1 nil
3 c3.1 true
3 c3.4
3 c3.5 nil
7 c2.1 [26]
9 t1.1 [82, 24]
10 b1.3
10 b1.4
10 b1.6 misuse false
10 b1.7
10 b1.8
10 b1.10 true
11 t1.6 TimeoutError
13 k1.1 nil
13 k1.2 misuse
14 t1.9 misuse
14 t1.10
14 t1.11 misuse
16 main.2 [18]
17 main.4 misuse false
17 main.5
17 main.7 finished 18
19 main.8
19 main.10 nil
19 main.12
19 main.14 6
]==]
