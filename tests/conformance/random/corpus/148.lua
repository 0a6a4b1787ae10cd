-- Random program, seed 512; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 2}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 3}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      for _ = 1, 3 do
        local t2 = async(function()
          shelter("t2.2", "Exception", function()
            get_nowait("t2.1", 1)
          end)
          shelter("t2.7", nil, function()
            shelter("t2.4", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(put("t2.3", 2, 4))
            end)
            shelter("t2.6", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(join_queue("t2.5", 1))
            end)
          end)
          return 41
        end)
        spawn(2, t2, true)
        cancel("t1.1", 1)
      end
    end)
    return 82
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.9", nil, function()
      notify_all("t3.1", 1)
      do
        local _ <close> = defer(function()
          mark("t3.5")
          cancelling("t3.6")
        end)
        await(get("t3.2", 1))
        shelter("t3.4", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(join_queue("t3.3", 1))
        end)
      end
      clear_event(1)
      local _ <close> = await(condition(1):acquire())
      shelter("t3.8", "Exception", function()
        local _ <close> = timeout_scope(4, 0)
        await(wait_condition("t3.7", 1))
      end)
    end)
    return 24
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.14", nil, function()
      do
        local _ <close> = group_scope(1)
        get_var("t4.1")
        for _ = 1, 3 do
          get_var("t4.4")
        end
        group_cancel("t4.5", 1)
        local t5 = async(function()
          shelter("t5.3", nil, function()
            reschedule("t5.1", 1, nil)
            await(look("t5.2", 3))
          end)
          return 41
        end)
        spawn(5, t5, false)
      end
      local ok, err = try(function()
        do
          local _ <close> = group_scope(2)
          cancel("t4.6", 1)
          state_of("t4.7", 5)
          release_semaphore("t4.8", 1)
          bump()
        end
        await(gather_all("t4.9", {3}, true))
      end)
      if not ok then
        expect(err, "Exception")
        log_error("t4.10", err)
        shelter("t4.12", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(join_queue("t4.11", 2))
        end)
        watch("t4.13", 5)
      end
    end)
    notify("t4.15", 1, 3)
    return 66
  end)
  spawn(4, t4, false)
  local t6 = async(function()
    shelter("t6.1", nil, function()
      await(nap(0.5))
    end)
    set_event(1)
    return 21
  end)
  spawn(6, t6, false)
  local t7 = async(function()
    shelter("t7.2", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(acquire_lock("t7.1", 1))
    end)
    return 80
  end)
  spawn(7, t7, false)
  shelter("main.3", "Exception", function()
    await(wait_condition("main.2", 1))
  end)
  shelter("main.5", "Exception", function()
    await(reset_barrier("main.4", 1))
  end)
  shelter("main.6", nil, function()
    await(nap(0.5))
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(7, 0)
      await(join_queue("main.7", 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    await(look("main.10", 6))
  end)
  shelter("main.13", nil, function()
    cancelling("main.12")
  end)
end
--[==[ trace
0 main.3 misuse
0 main.4 0
1 t2.1 QueueEmpty
1 t2.3
1 t2.5
1 t1.1 true
1 t2.1 QueueEmpty
1 t1.1 true
1 t2.1 QueueEmpty
1 t1.1 true
1 t3.1 misuse
1 t4.1 0
1 t4.4 0
1 t4.4 0
1 t4.4 0
1 t4.5
1 t4.6 false
1 t4.7 pending
1 t4.8 nil false
1 t7.1
2 t5.1 nil
4 main.7
4 t2.4 TimeoutError
4 t2.5
5 main.10 21
5 main.12 0
7 t3.5
7 t3.6 3
7 t3.9 CancelledError
7 t2.7 CancelledError
8 t5.2 24
9 t4.14 CancelledError
9 t4.15 misuse
]==]
