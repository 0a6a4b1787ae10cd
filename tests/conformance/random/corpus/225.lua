-- Random program, seed 5690; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      cancel("t1.1", 1)
      do
        local _ <close> = group_scope(1)
        task_done("t1.2", 1)
        mark("t1.3")
      end
      local _ <close> = defer(function()
        mark("t1.4")
        await(reset_barrier("t1.5", 1))
      end)
      later(1, 2, function()
        cancel("k1.1", 1)
      end)
    end)
    return 85
  end)
  spawn(1, t1, false)
  shelter("main.7", nil, function()
    local _ <close> = defer(function()
      mark("main.3")
      shelter("main.5", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_event("main.4", 2))
      end)
      cancel("main.6", 1)
    end)
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join_queue("main.1", 1))
    end)
    set_var(7)
    do
      local _ <close> = group_scope(2)
      set_event(1)
    end
  end)
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(3, 0)
      await(put("main.8", 2, 1))
    end)
  end)
  shelter("main.20", nil, function()
    do
      local _ <close> = group_scope(3)
      do
        local _ <close> = timeout_scope(4, nil)
        local c1 = async(function()
          shelter("c1.4", "Exception", function()
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(wait_event("c1.1", 2))
            end)
            cancel("c1.3", 1)
            await(nap(0.5))
          end)
          shelter("c1.6", "Exception", function()
            cancel("c1.5", 1)
          end)
          return 66
        end)
        local c2 = async(function()
          shelter("c2.3", nil, function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(6, 0.25)
              await(wait_event("c2.1", 2))
            end)
          end)
          shelter("c2.4", "Exception", function()
            set_event(1)
          end)
          return 80
        end)
        start_gather(1, {c1, 1, c2}, true)
        shelter("main.12", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(wait_event("main.11", 2))
        end)
        await(wait_gather("main.13", 1))
        put_nowait("main.14", 2, 1)
        cancel("main.15", 1)
      end
      expired("main.16", 4)
      await(nap(1))
    end
    task_done("main.17", 1)
    cancel("main.18", 1)
    notify("main.19", 1, 3)
  end)
  shelter("main.21", nil, function()
    set_event(1)
  end)
  shelter("main.23", nil, function()
    release_semaphore("main.22", 2)
  end)
end
--[==[ trace
0 main.1
0 main.3
1 t1.1 true
1 t1.2 misuse
1 t1.3
1 t1.4
1 t1.5 0
3 main.5 TimeoutError
3 main.6 false
3 main.8
6 c2.2 TimeoutError
9 main.12 TimeoutError
9 c1.2 TimeoutError
9 c1.3 false
10 k1.1 false
11 c1.5 false
13 main.13 [66, CancelledError, 80]
13 main.14 nil
13 main.15 false
13 main.16 false
15 main.17 misuse
15 main.18 false
15 main.19 misuse
15 main.22 nil false
]==]
