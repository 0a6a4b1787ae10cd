-- Random program, seed 5316; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    later(1, 1, function()
      set_event(1)
      soon(2, function()
        boom("k2.1")
        watch_future("k2.2", 1)
      end)
    end)
    shelter("t1.4", nil, function()
      bump()
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(wait_condition("t1.2", 1))
      end)
    end)
    return 25
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(join("t2.1", 1))
      end)
    end)
    return 47
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.4", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(join("t3.1", 1))
      end)
      bump()
      cancel("t3.3", 3)
    end)
    do
      local _ <close> = defer(function()
        mark("t3.10")
        await(reset_barrier("t3.11", 1))
        get_nowait("t3.12", 1)
      end)
      shelter("t3.6", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(join("t3.5", 1))
      end)
      shelter("t3.8", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(join("t3.7", 2))
      end)
      task_done("t3.9", 1)
    end
    for _ = 1, 2 do
      task_done("t3.14", 1)
    end
    return 75
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    notify("t4.1", 1, 1)
    queue_size("t4.2", 1)
    shutdown_queue("t4.3", 2, false)
    shelter("t4.7", "Exception", function()
      local t5 = async(function()
        shelter("t5.3", "Exception", function()
          task_done("t5.1", 2)
          watch("t5.2", 2)
        end)
        return 8
      end)
      spawn(5, t5, false)
      shelter("t4.5", "Exception", function()
        local _ <close> = timeout_scope(6, 0.5)
        await(join("t4.4", 2))
      end)
      await(abort_barrier("t4.6", 1))
      await(nap(0))
    end)
    return 51
  end)
  spawn(4, t4, false)
  local t6 = async(function()
    shelter("t6.2", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(put("t6.1", 1, 4))
    end)
    return 45
  end)
  spawn(6, t6, true)
  shelter("main.1", nil, function()
    local t7 = async(function()
      shelter("t7.3", nil, function()
        local t8 = async(function()
          shelter("t8.8", "Exception", function()
            do
              local _ <close> = defer(function()
                mark("t8.2")
                get_var("t8.3")
              end)
              watch("t8.1", 6)
            end
            shelter("t8.5", "Exception", function()
              local _ <close> = timeout_scope(8, 0.5)
              await(acquire_lock("t8.4", 2))
            end)
            await(gather_all("t8.6", {4}, false))
            boom("t8.7")
          end)
          shelter("t8.10", "Exception", function()
            put_nowait("t8.9", 2, 2)
          end)
          return 32
        end)
        spawn(8, t8, true)
        set_event(1)
        shelter("t7.2", "Exception", function()
          local _ <close> = timeout_scope(9, 0.5)
          await(wait_barrier("t7.1", 1))
        end)
      end)
      return 24
    end)
    spawn(7, t7, true)
  end)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(10, 0.5)
      await(join("main.2", 4))
    end)
  end)
  shelter("main.6", "Exception", function()
    put_nowait("main.5", 2, 2)
  end)
end
--[==[ trace
0 t6.1
0 t8.2
0 t8.3 0
0 t8.4
1 t1.3 misuse
1 t2.1 25
1 t4.1 misuse
1 t4.2 1 false false
1 t4.3
1 t4.4 47
1 t4.6 true
1 t8.1 finished 45
2 t3.1 25
2 t3.3 true
2 t3.5 25
2 t3.7 47
2 t3.9 nil
2 t3.10
2 t3.11 0
2 t3.12 4
2 t3.14 misuse
2 t3.14 misuse
2 t5.1 misuse
2 t7.2 BrokenBarrierError
3 t5.2 finished 47
3 main.2 51
3 main.5 QueueShutDown
4 t8.6 [51]
4 t8.7
4 t8.8 Boom t8.7
4 t8.9 QueueShutDown
]==]
