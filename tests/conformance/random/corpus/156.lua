-- Random program, seed 613; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"priority", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      do
        local _ <close> = await(condition(1):acquire())
        notify("t1.1", 1, 1)
      end
      local c1 = async(function()
        shelter("c1.6", nil, function()
          local _ <close> = await(semaphore(1):acquire())
          cancel("c1.1", 1)
          get_nowait("c1.2", 1)
          shelter("c1.5", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(acquire_semaphore("c1.4", 2))
          end)
        end)
        return 14
      end)
      local c2 = async(function()
        shelter("c2.5", "Exception", function()
          shelter("c2.2", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_event("c2.1", 1))
          end)
          shelter("c2.4", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(join_queue("c2.3", 1))
          end)
        end)
        get_nowait("c2.6", 2)
        get_nowait("c2.7", 1)
        return 6
      end)
      start_gather(1, {c1, c2}, true)
      await(nap(1))
      await(wait_gather("t1.2", 1))
    end)
    await(nap(0.25))
    return 33
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    watch_future("t2.1", 4)
    do
      local _ <close> = group_scope(1)
      local t3 = async(function()
        cancel("t3.1", 2)
        await(acquire_lock("t3.2", 1))
        task_done("t3.3", 1)
        get_nowait("t3.4", 2)
        return 36
      end)
      spawn(3, t3, true)
      notify("t2.2", 1, 2)
      local c3 = async(function()
        shelter("c3.2", "Exception", function()
          state_of("c3.1", 1)
        end)
        return 86
      end)
      await(each_outcome("t2.3", {c3}, 1))
    end
    state_of("t2.4", 2)
    await(wait_some("t2.5", {3}, 2, "ALL_COMPLETED"))
    for _ = 1, 3 do
      do
        local ok, err = try(function()
          notify("t2.6", 1, 3)
          await(wait_some("t2.7", {3, 3, 1}, 0.25, "FIRST_EXCEPTION"))
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t2.8", err)
          put_nowait("t2.9", 2, 7)
          error(err, 0)
        end
      end
    end
    return 16
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    put_nowait("t4.1", 2, 8)
    shelter("t4.3", "Exception", function()
      shutdown_queue("t4.2", 2, false)
    end)
    return 69
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      state_of("t5.1", 3)
    end)
    set_event(1)
    return 16
  end)
  spawn(5, t5, true)
  local t6 = async(function()
    shelter("t6.2", nil, function()
      get_nowait("t6.1", 2)
    end)
    shelter("t6.4", nil, function()
      await(wait_some("t6.3", {4, 2, 1}, -1, "ALL_COMPLETED"))
    end)
    return 89
  end)
  spawn(6, t6, false)
  shelter("main.2", nil, function()
    cancelling("main.1")
  end)
  shelter("main.4", "Exception", function()
    cancel("main.3", 3)
  end)
  shelter("main.6", "Exception", function()
    local _ <close> = timeout_scope(4, 1)
    await(wait_barrier("main.5", 1))
  end)
end
--[==[ trace
0 t5.1 none
0 main.1 0
1 t1.1 nil
1 t3.1 true
1 t3.2
1 t3.3 misuse
1 t3.4 QueueEmpty
1 t2.2 misuse
1 t4.1 nil
1 t4.2
1 t6.1 8
2 c1.1 true
2 c1.2 QueueEmpty
2 c1.4
2 c2.1 true true
2 c2.3
2 c2.6 QueueShutDown
2 c2.7 QueueEmpty
2 c3.1 pending
2 t2.3 CancelledError
2 t2.4 pending
3 t6.3 {t1, t4} {t2}
4 t2.5 {t3} {}
4 t2.6 misuse
6 t2.7 {t1, t3} {}
6 t2.6 misuse
8 t2.7 {t1, t3} {}
8 t2.6 misuse
10 t2.7 {t1, t3} {}
12 main.6 TimeoutError
]==]
