-- Random program, seed 1635; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.1", "Exception", function()
      bump()
      for _ = 1, 2 do
        await(nap(0))
      end
    end)
    return 85
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.7", nil, function()
      local c1 = async(function()
        shelter("c1.3", "Exception", function()
          await(abort_barrier("c1.1", 1))
          local c2 = async(function()
            shelter("c2.4", nil, function()
              queue_size("c2.1", 2)
              shelter("c2.3", "Exception", function()
                local _ <close> = timeout_scope(1, 1)
                await(join("c2.2", 1))
              end)
            end)
            return 36
          end)
          await(each_outcome("c1.2", {c2}, 1))
        end)
        shelter("c1.8", nil, function()
          task_done("c1.4", 2)
          local t3 = async(function()
            shelter("t3.2", "Exception", function()
              await(abort_barrier("t3.1", 1))
            end)
            return 89
          end)
          spawn(3, t3, false)
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(put("c1.5", 2, 7))
          end)
          watch("c1.7", 1)
        end)
        return 1
      end)
      await(wait_limited("t2.1", c1, 0.5))
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_condition("t2.2", 1))
      end)
      watch("t2.4", 2)
      shelter("t2.6", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(wait_future("t2.5", 1))
      end)
    end)
    shelter("t2.9", nil, function()
      for _ = 1, 3 do
        local c3 = async(function()
          shelter("c3.5", "Exception", function()
            put_nowait("c3.1", 2, 4)
            shelter("c3.3", "Exception", function()
              local _ <close> = timeout_scope(5, 1)
              await(wait_event("c3.2", 1))
            end)
            await(abort_barrier("c3.4", 1))
          end)
          return 35
        end)
        await(wait_limited("t2.8", c3, 1))
      end
    end)
    return 84
  end)
  spawn(2, t2, false)
  shelter("main.3", "Exception", function()
    local c4 = async(function()
      do
        local _ <close> = group_scope(1)
        local t4 = async(function()
          shelter("t4.3", nil, function()
            shelter("t4.2", "Exception", function()
              local _ <close> = timeout_scope(6, 0)
              await(acquire_semaphore("t4.1", 1))
            end)
            await(nap(1.5))
          end)
          return 58
        end)
        group_spawn("c4.1", 1, 4, t4, false)
        shelter("c4.4", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(wait_future("c4.3", 2))
        end)
      end
      await(reset_barrier("c4.5", 1))
      await(abort_barrier("c4.6", 1))
      return 31
    end)
    local c5 = async(function()
      shelter("c5.4", "Exception", function()
        shelter("c5.2", "Exception", function()
          local _ <close> = timeout_scope(8, 0.5)
          await(put("c5.1", 1, 1))
        end)
        set_event(1)
        local c6 = async(function()
          shelter("c6.7", nil, function()
            task_done("c6.1", 1)
            shelter("c6.3", "Exception", function()
              local _ <close> = timeout_scope(9, 0.5)
              await(wait_barrier("c6.2", 1))
            end)
            notify_all("c6.4", 1)
            shelter("c6.6", "Exception", function()
              local _ <close> = timeout_scope(10, 0.5)
              await(wait_barrier("c6.5", 1))
            end)
          end)
          cancel("c6.8", 3)
          return 58
        end)
        await(wait_limited("c5.3", c6, 1))
      end)
      shelter("c5.6", "Exception", function()
        boom("c5.5")
      end)
      return 76
    end)
    start_gather(1, {2, c4, c5}, false)
    task_done("main.1", 2)
    await(wait_gather("main.2", 1))
  end)
  shelter("main.6", "Exception", function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(11, 1)
      await(acquire_lock("main.4", 1))
    end)
  end)
  shelter("main.8", "Exception", function()
    local _ <close> = timeout_scope(12, 0.5)
    await(put("main.7", 1, 1))
  end)
  shelter("main.9", nil, function()
    bump()
  end)
  shelter("main.11", "Exception", function()
    await(get("main.10", 2))
  end)
end
--[==[ trace
0 main.1 misuse
1 c1.1 true
1 c5.1
1 c6.1 nil
1 c6.3 BrokenBarrierError
1 c6.4 misuse
1 c6.6 BrokenBarrierError
1 c5.3 58
1 c5.5
1 c5.6 Boom c5.5
2 c2.1 0 true false
2 t4.1
4 c2.2 85
6 c1.2 36
6 c1.4 misuse
6 c1.5
6 t2.1 1
6 t2.3 misuse
7 t3.1 true
7 c1.7 finished 85
9 c4.4 TimeoutError
9 t2.6 TimeoutError
9 c3.1 nil
9 c3.2 true true
9 c3.4 true
9 t2.8 35
9 c3.1 nil
9 c3.2 true true
9 c3.4 true
9 t2.8 35
9 c3.1 nil
9 c3.2 true true
9 c3.4 true
9 t2.8 35
10 t2.4 finished 84
14 c4.5 0
14 c4.6 true
16 main.2 [84, 31, 76]
16 main.4
16 main.7
16 main.10 7
]==]
