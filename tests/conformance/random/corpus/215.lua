-- Random program, seed 1991; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 2}, {"fifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local ok, err = try(function()
        notify_all("t1.1", 1)
        local c1 = async(function()
          shelter("c1.8", nil, function()
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(acquire_lock("c1.1", 1))
            end)
            shelter("c1.4", "Exception", function()
              local _ <close> = timeout_scope(2, 0)
              await(wait_barrier("c1.3", 1))
            end)
            put_nowait("c1.5", 2, 9)
            boom("c1.7")
          end)
          shelter("c1.14", "Exception", function()
            shelter("c1.11", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(acquire_lock("c1.10", 1))
            end)
            shelter("c1.13", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(join_queue("c1.12", 1))
            end)
            await(nap(1))
          end)
          return 13
        end)
        local c2 = async(function()
          watch("c2.1", 1)
          watch_future("c2.2", 1)
          cancelling("c2.3")
          shutdown_queue("c2.4", 1, true)
          return 79
        end)
        local c3 = async(function()
          notify_all("c3.1", 1)
          await(nap(0.5))
          shutdown_queue("c3.2", 2, false)
          bump()
          notify_all("c3.3", 2)
          return 87
        end)
        await(gather_all("t1.2", {c1, c2, c3}, false))
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t1.3", err)
        do
          local _ <close> = await(condition(1):acquire())
          notify("t1.4", 1, 2)
        end
        local c4 = async(function()
          shelter("c4.2", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(wait_barrier("c4.1", 1))
          end)
          shelter("c4.4", "Exception", function()
            local _ <close> = timeout_scope(6, 0.5)
            await(put("c4.3", 1, 7))
          end)
          await(nap(0))
          await(wait_condition("c4.5", 2))
          return 31
        end)
        await(gather_all("t1.5", {c4}, true))
      end
    end
    do
      local _ <close> = await(condition(2):acquire())
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(7, 0.5)
        await(wait_barrier("t1.6", 1))
      end)
      local c5 = async(function()
        shelter("c5.3", "Exception", function()
          local _ <close> = timeout_scope(8, 0.25)
          await(wait_event("c5.2", 1))
        end)
        await(abort_barrier("c5.4", 1))
        state_of("c5.5", 1)
        shelter("c5.7", "Exception", function()
          mark("c5.6")
        end)
        return 40
      end)
      local c6 = async(function()
        shelter("c6.2", nil, function()
          await(nap(1))
        end)
        return 79
      end)
      await(gather_all("t1.8", {c5, c6}, true))
      notify("t1.9", 2, 2)
    end
    shelter("t1.11", "Exception", function()
      local _ <close> = timeout_scope(9, 1)
      await(wait_barrier("t1.10", 1))
    end)
    state_of("t1.12", 1)
    shelter("t1.15", "Exception", function()
      shelter("t1.14", "Exception", function()
        local _ <close> = timeout_scope(10, 1)
        await(join_queue("t1.13", 2))
      end)
    end)
    return 70
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    await(nap(0.5))
  end)
  shelter("main.4", "Exception", function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(11, 0)
      await(wait_barrier("main.2", 1))
    end)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(12, 0.5)
      await(acquire_semaphore("main.6", 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(13, 0.5)
      await(put("main.9", 2, 2))
    end)
  end)
  shelter("main.13", "Exception", function()
    uncancel("main.12")
  end)
  shelter("main.14", nil, function()
    set_var(1)
  end)
end
--[==[ trace
1 t1.1 misuse
2 c1.1
2 c2.3 0
2 c2.4
2 c3.1 misuse
4 c1.4 TimeoutError
4 c1.5 nil
4 c1.7
4 c1.8 Boom c1.7
6 c3.2
6 c3.3 misuse
6 c1.11 TimeoutError
6 c1.12
8 main.3 TimeoutError
8 main.6
8 main.10 QueueShutDown
8 main.12 0
12 t1.3 CancelledError
12 t1.4 nil
15 c4.2 TimeoutError
15 c4.4 QueueShutDown
18 t1.5 [misuse]
20 t1.7 TimeoutError
23 c5.3 TimeoutError
23 c5.4 true
23 c5.5 pending
23 c5.6
28 t1.8 [40, 79]
28 t1.9 nil
28 t1.11 BrokenBarrierError
28 t1.12 pending
30 t1.14 TimeoutError
31 c2.1 finished 70
]==]
