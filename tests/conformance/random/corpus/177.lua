-- Random program, seed 5997; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    cancel("t1.1", 1)
    set_future("t1.2", 1, 8)
    shelter("t1.8", nil, function()
      uncancel("t1.3")
      do
        local _ <close> = timeout_scope(1, 1)
        shelter("t1.5", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_event("t1.4", 1))
        end)
        local c1 = async(function()
          shelter("c1.2", "Exception", function()
            queue_size("c1.1", 1)
          end)
          return 54
        end)
        await(gather_all("t1.6", {c1}, true))
      end
      await(reset_barrier("t1.7", 1))
      await(nap(0))
    end)
    return 72
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    get_nowait("t2.1", 2)
    shelter("t2.3", "Exception", function()
      watch_future("t2.2", 1)
    end)
    return 85
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    do
      local _ <close> = group_scope(1)
      local b1 = async(function()
        shelter("b1.2", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(put("b1.1", 2, 7))
        end)
        shelter("b1.4", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(acquire_semaphore("b1.3", 1))
        end)
        await(wait_some("b1.5", {1, 1, 1}, 0.5, "FIRST_EXCEPTION"))
        shelter("b1.7", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(acquire_lock("b1.6", 1))
        end)
        shelter("b1.9", "Exception", function()
          mark("b1.8")
        end)
        return 16
      end)
      await(b1())
    end
    watch("t3.1", 2)
    return 41
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    watch("t4.1", 4)
    return 82
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    notify("main.1", 1, 3)
  end)
  shelter("main.4", "Exception", function()
    uncancel("main.3")
  end)
  shelter("main.6", nil, function()
    notify("main.5", 1, 2)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_barrier("main.7", 1))
    end)
  end)
  shelter("main.11", nil, function()
    boom("main.10")
  end)
end
--[==[ trace
0 main.1 misuse
0 main.3 0
0 main.5 misuse
1 t1.1 true
1 t1.2 nil
1 t1.3 0
1 t2.1 QueueEmpty
1 b1.1
1 b1.3
2 t2.2 finished 8
2 t4.1 finished 82
4 t1.5 TimeoutError
4 b1.5 {} {t1}
4 b1.6
4 b1.8
5 c1.1 0 true false
5 t3.1 finished 85
7 t1.6 [54]
7 t1.7 0
8 main.8 BrokenBarrierError
8 main.10
8 main.11 Boom main.10
]==]
