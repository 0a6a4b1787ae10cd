-- Random program, seed 4672; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 1}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local c1 = async(function()
      shelter("c1.9", nil, function()
        do
          local _ <close> = defer(function()
            mark("c1.3")
            release_semaphore("c1.4", 2)
          end)
          clear_event(1)
          get_nowait("c1.2", 1)
        end
        cancel("c1.5", 1)
        shelter("c1.7", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(acquire_semaphore("c1.6", 1))
        end)
        cancel("c1.8", 0)
      end)
      shelter("c1.17", "Exception", function()
        do
          local _ <close> = group_scope(1)
          boom("c1.11")
          reschedule("c1.12", 1, 0.5)
        end
        cancel("c1.13", 1)
        shelter("c1.15", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(wait_condition("c1.14", 1))
        end)
        get_var("c1.16")
      end)
      return 64
    end)
    await(wait_limited("t1.1", c1, 2))
    await(abort_barrier("t1.2", 1))
    boom("t1.4")
    return 60
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      reschedule("t2.1", 1, 3)
    end)
    shelter("t2.5", nil, function()
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(wait_barrier("t2.3", 1))
      end)
    end)
    return 72
  end)
  spawn(2, t2, false)
  clear_event(1)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join_queue("main.1", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    notify("main.4", 1, 2)
  end)
  shelter("main.6", nil, function()
    await(nap(1.5))
  end)
  shelter("main.8", "Exception", function()
    mark("main.7")
  end)
end
--[==[ trace
0 main.1
0 main.4 misuse
1 c1.2 QueueEmpty
1 c1.3
1 c1.4 nil false
1 c1.5 true
1 c1.6
1 c1.8 true
1 c1.11
1 c1.17 Group[Boom c1.11]
1 t1.1 64
1 t1.2 true
1 t1.4
1 t2.1 misuse
1 t2.4 BrokenBarrierError
2 main.6 CancelledError
2 main.7
]==]
