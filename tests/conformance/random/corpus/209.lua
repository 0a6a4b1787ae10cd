-- Random program, seed 547; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      soon(1, function()
        boom("k1.1")
        set_event(1)
        get_nowait("k1.2", 2)
      end)
      do
        local _ <close> = timeout_scope(1, 0)
        mark("t1.1")
      end
      await(nap(0.5))
    end)
    return 40
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      await(look("t2.1", 1))
      await(wait_limited("t2.2", 1, -1))
      local c1 = async(function()
        shelter("c1.3", nil, function()
          for _ = 1, 2 do
            cancel_future("c1.1", 2)
            set_event(2)
          end
          task_done("c1.2", 2)
        end)
        shelter("c1.9", nil, function()
          do
            local _ <close> = defer(function()
              mark("c1.7")
              clear_event(2)
              await(nap(0))
            end)
            cancel("c1.4", 1)
            mark("c1.5")
            release_semaphore("c1.6", 1)
          end
          mark("c1.8")
          local _ <close> = timeout_scope(2, 0.25)
          await(nap(0.5))
        end)
        return 27
      end)
      await(wait_shielded("t2.3", c1))
      local t3 = async(function()
        shelter("t3.4", "Exception", function()
          queue_size("t3.1", 2)
          shelter("t3.3", "Exception", function()
            local _ <close> = timeout_scope(3, 0)
            await(wait_barrier("t3.2", 1))
          end)
        end)
        release_semaphore("t3.5", 2)
        watch_future("t3.6", 2)
        state_of("t3.7", 1)
        return 7
      end)
      spawn(3, t3, false)
    end)
    mark("t2.5")
    return 87
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    shelter("t4.1", nil, function()
      set_event(1)
    end)
    shelter("t4.4", nil, function()
      shelter("t4.3", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(join_queue("t4.2", 1))
      end)
    end)
    return 66
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    mark("t5.1")
    shelter("t5.3", nil, function()
      notify("t5.2", 1, 3)
    end)
    return 15
  end)
  spawn(5, t5, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(wait_barrier("main.1", 1))
    end)
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(wait_condition("main.4", 1))
    end)
  end)
  shelter("main.7", nil, function()
    set_event(1)
  end)
  shelter("main.8", "Exception", function()
    await(nap(1))
  end)
  shelter("main.12", nil, function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_barrier("main.10", 1))
    end)
  end)
end
--[==[ trace
1 t1.1
1 t4.2
1 t5.1
1 t5.2 misuse
2 k1.1
2 callback failed: Boom k1.1
4 main.2 TimeoutError
4 main.5 misuse
5 t2.1 40
5 t2.2 40
6 c1.1 true
6 c1.1 false
6 c1.2 misuse
6 c1.4 false
6 c1.5
6 c1.6 nil false
6 c1.7
7 c1.8
9 c1.9 TimeoutError
11 t2.3 27
11 t2.5
12 t3.1 0 true false
14 t3.3 TimeoutError
14 t3.5 misuse true
14 t3.7 finished 40
15 t3.6 cancelled
19 main.11 TimeoutError
]==]
