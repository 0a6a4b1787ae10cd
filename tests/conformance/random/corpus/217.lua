-- Random program, seed 2336; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 3}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      put_nowait("t1.1", 2, 3)
      do
        local _ <close> = group_scope(1)
        boom("t1.2")
      end
      cancel("t1.4", 1)
    end)
    return 39
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", nil, function()
      state_of("t2.1", 1)
      task_done("t2.2", 1)
      put_nowait("t2.3", 1, 8)
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(join("t2.4", 1))
      end)
    end)
    return 52
  end)
  spawn(2, t2, false)
  shelter("main.4", nil, function()
    local c1 = async(function()
      shelter("c1.4", "Exception", function()
        watch_future("c1.1", 3)
        shelter("c1.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(join("c1.2", 2))
        end)
        set_event(1)
      end)
      return 24
    end)
    local c2 = async(function()
      shelter("c2.2", nil, function()
        cancel("c2.1", 1)
      end)
      return 32
    end)
    local c3 = async(function()
      shelter("c3.4", nil, function()
        shelter("c3.2", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(join("c3.1", 1))
        end)
        put_nowait("c3.3", 2, 3)
      end)
      shelter("c3.7", nil, function()
        set_future("c3.5", 4, 7)
        await(nap(2))
        await(nap(0.25))
        mark("c3.6")
      end)
      return 48
    end)
    await(each_completed("main.1", {c1, c2, c3}, 2))
    set_future("main.2", 4, 3)
    watch_future("main.3", 3)
  end)
  shelter("main.6", nil, function()
    queue_size("main.5", 2)
  end)
  shelter("main.8", nil, function()
    watch_future("main.7", 4)
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.2
1 t1.5 Group[Boom t1.2]
1 t2.1 finished 39
1 t2.2 misuse
1 t2.3 nil
1 t2.4 39
1 c1.2 52
1 c2.1 false
1 c3.1 39
1 c3.3 nil
1 c3.5 nil
3 main.1 24
3 main.1 32
5 main.4 TimeoutError
5 main.5 2 false false
6 main.7 finished 7
7 c3.7 CancelledError
]==]
