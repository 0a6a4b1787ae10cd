-- Random program, seed 2977; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"lifo", 3}, {"lifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      soon(1, function()
        boom("k1.1")
        put_nowait("k1.2", 1, 3)
      end)
      soon(2, function()
        cancel("k2.1", 1)
        soon(3, function()
          watch("k3.1", 1)
          get_nowait("k3.2", 1)
        end)
      end)
      local c1 = async(function()
        shelter("c1.9", nil, function()
          do
            local _ <close> = group_scope(1)
            watch("c1.4", 1)
            shelter("c1.6", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(acquire_lock("c1.5", 2))
            end)
          end
          boom("c1.7")
          boom("c1.8")
        end)
        shelter("c1.13", "Exception", function()
          clear_event(1)
          put_nowait("c1.10", 2, 4)
          shelter("c1.12", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_barrier("c1.11", 1))
          end)
        end)
        return 46
      end)
      local c2 = async(function()
        shelter("c2.2", "Exception", function()
          get_nowait("c2.1", 1)
        end)
        return 42
      end)
      local c3 = async(function()
        shelter("c3.3", nil, function()
          shelter("c3.2", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(wait_barrier("c3.1", 1))
          end)
        end)
        watch_future("c3.4", 2)
        return 78
      end)
      await(each_completed("t1.1", {c1, c2, c3}, 1))
    end)
    state_of("t1.4", 1)
    return 66
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    boom("t2.1")
    await(nap(0))
    return 57
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      notify("t3.1", 1, 1)
    end)
    release_lock("t3.3", 2)
    return 32
  end)
  spawn(3, t3, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(acquire_semaphore("main.1", 1))
    end)
  end)
  shelter("main.4", nil, function()
    set_event(2)
  end)
  shelter("main.6", "Exception", function()
    local _ <close> = timeout_scope(5, 0.25)
    await(wait_future("main.5", 1))
  end)
  shelter("main.8", nil, function()
    get_nowait("main.7", 1)
  end)
  shelter("main.10", "Exception", function()
    put_nowait("main.9", 1, 8)
  end)
  shelter("main.12", "Exception", function()
    put_nowait("main.11", 2, 7)
  end)
end
--[==[ trace
1 t2.1
1 t3.1 misuse
1 t3.3 misuse false
2 k1.1
2 callback failed: Boom k1.1
2 k2.1 true
2 c1.5
2 c1.7
2 c1.9 Boom c1.7
2 c1.10 nil
2 c2.1 QueueEmpty
2 c3.1 1
2 main.2 TimeoutError
3 t1.2 CancelledError
3 t1.4 pending
3 k3.2 QueueEmpty
3 c1.11 0
4 c1.4 finished 66
4 k3.1 finished 66
6 main.6 TimeoutError
6 main.7 QueueEmpty
6 main.9 nil
6 main.11 QueueFull
]==]
