-- Random program, seed 3180; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", nil, function()
      bump()
      local c1 = async(function()
        shelter("c1.4", "Exception", function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(wait_barrier("c1.1", 1))
          end)
          local _ <close> = await(condition(1):acquire())
          notify("c1.3", 1, 2)
        end)
        set_future("c1.5", 2, 9)
        return 51
      end)
      local c2 = async(function()
        get_nowait("c2.1", 1)
        do
          local _ <close> = defer(function()
            mark("c2.8")
            shelter("c2.10", "Exception", function()
              local _ <close> = timeout_scope(3, 0)
              await(get("c2.9", 1))
            end)
            shelter("c2.12", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(wait_event("c2.11", 2))
            end)
          end)
          cancel_future("c2.4", 1)
          shelter("c2.6", "Exception", function()
            local _ <close> = timeout_scope(2, 0.25)
            await(wait_event("c2.5", 1))
          end)
          cancelling("c2.7")
        end
        await(nap(0))
        do
          local _ <close> = group_scope(1)
          clear_event(1)
          release_semaphore("c2.13", 1)
        end
        return 40
      end)
      local c3 = async(function()
        shelter("c3.5", nil, function()
          await(abort_barrier("c3.1", 1))
          local c4 = async(function()
            shelter("c4.1", nil, function()
              await(nap(2))
            end)
            return 80
          end)
          await(wait_shielded("c3.2", c4))
          do
            local _ <close> = group_scope(2)
            bump()
            await(join_queue("c3.3", 1))
            await(nap(1))
          end
          task_done("c3.4", 1)
        end)
        shelter("c3.11", nil, function()
          shelter("c3.7", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(get("c3.6", 1))
          end)
          local c5 = async(function()
            shelter("c5.6", "Exception", function()
              mark("c5.1")
              shelter("c5.3", "Exception", function()
                local _ <close> = timeout_scope(6, 0)
                await(wait_future("c5.2", 2))
              end)
              shelter("c5.5", "Exception", function()
                local _ <close> = timeout_scope(7, 1)
                await(wait_barrier("c5.4", 1))
              end)
            end)
            shelter("c5.14", "Exception", function()
              shelter("c5.8", "Exception", function()
                local _ <close> = timeout_scope(8, 0)
                await(put("c5.7", 1, 6))
              end)
              shelter("c5.10", "Exception", function()
                local _ <close> = timeout_scope(9, 0.25)
                await(put("c5.9", 1, 3))
              end)
              shelter("c5.12", "Exception", function()
                local _ <close> = timeout_scope(10, 1)
                await(wait_event("c5.11", 1))
              end)
              set_future("c5.13", 2, 7)
            end)
            return 52
          end)
          local c6 = async(function()
            shelter("c6.3", nil, function()
              shelter("c6.2", "Exception", function()
                local _ <close> = timeout_scope(11, 0.5)
                await(wait_event("c6.1", 1))
              end)
            end)
            shelter("c6.4", "Exception", function()
              await(nap(0.5))
            end)
            return 36
          end)
          local c7 = async(function()
            shelter("c7.2", nil, function()
              shutdown_queue("c7.1", 1, false)
            end)
            shelter("c7.5", "Exception", function()
              shelter("c7.4", "Exception", function()
                local _ <close> = timeout_scope(12, 0.5)
                await(get("c7.3", 2))
              end)
            end)
            return 75
          end)
          await(each_outcome("c3.8", {c5, c6, c7}, -1))
          shelter("c3.10", "Exception", function()
            local _ <close> = timeout_scope(13, 0.5)
            await(put("c3.9", 2, 2))
          end)
        end)
        return 51
      end)
      start_gather(1, {c1, c2, c3}, true)
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(14, 0.5)
        await(wait_event("t1.1", 2))
      end)
      await(wait_gather("t1.3", 1))
      task_done("t1.4", 2)
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(15, 0)
        await(wait_event("t1.5", 1))
      end)
    end)
    task_done("t1.8", 1)
    return 84
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    notify("t2.1", 1, 3)
    group_cancel("t2.2", 1)
    return 1
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(16, 0)
        await(wait_event("t3.1", 1))
      end)
    end)
    return 87
  end)
  spawn(3, t3, false)
  shelter("main.2", "Exception", function()
    await(wait_some("main.1", {1}, 1, "FIRST_COMPLETED"))
  end)
  shelter("main.4", "Exception", function()
    await(wait_some("main.3", {1}, 0, "FIRST_EXCEPTION"))
  end)
  await(nap(0))
  shelter("main.6", "Exception", function()
    await(look("main.5", 1))
  end)
  shelter("main.8", nil, function()
    cancel_gather("main.7", 1)
  end)
  shelter("main.11", nil, function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(17, 0.25)
      await(put("main.9", 2, 2))
    end)
  end)
end
--[==[ trace
1 t2.1 misuse
2 c2.1 QueueEmpty
2 c2.4 true
2 c3.1 true
3 c1.2 BrokenBarrierError
3 c1.3 nil
3 c1.5 nil
3 t3.2 TimeoutError
6 c2.6 TimeoutError
6 c2.7 0
6 c2.8
8 c2.10 TimeoutError
10 t1.2 TimeoutError
12 main.1 {} {t1}
14 main.3 {} {t1}
17 c2.12 TimeoutError
18 c2.13 nil false
23 c3.2 80
23 c3.3
25 c3.4 misuse
27 c3.7 TimeoutError
28 c5.1
28 c5.2 9
28 c5.5 BrokenBarrierError
28 c5.7
28 c5.9
28 c7.1
29 c3.8 TimeoutError
29 c3.8 TimeoutError
29 c3.8 TimeoutError
29 c3.9
30 c7.3 2
31 t1.3 [51, 40, 51]
31 t1.4 nil
33 t1.6 TimeoutError
33 t1.8 nil
34 main.5 84
34 main.7 false
34 main.9
36 c6.3 CancelledError
]==]
