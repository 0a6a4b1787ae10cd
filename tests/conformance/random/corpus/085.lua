-- Random program, seed 4839; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 3}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    mark("t1.1")
    watch_future("t1.2", 2)
    local c1 = async(function()
      shelter("c1.16", nil, function()
        watch_future("c1.1", 2)
        do
          local ok, err = try(function()
            get_var("c1.2")
            cancel("c1.3", 1)
            set_event(1)
          end)
          if not ok then
            log_error("c1.4", err)
            release_semaphore("c1.5", 1)
          end
        end
        do
          local ok, err = try(function()
            shelter("c1.8", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(join_queue("c1.7", 2))
            end)
          end)
          if not ok then
            log_error("c1.9", err)
            mark("c1.10")
            shelter("c1.12", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(get("c1.11", 2))
            end)
          end
        end
        for _ = 1, 2 do
          shelter("c1.14", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(wait_barrier("c1.13", 1))
          end)
          mark("c1.15")
        end
      end)
      return 28
    end)
    await(wait_limited("t1.3", c1, 0.5))
    shelter("t1.6", "Exception", function()
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(acquire_semaphore("t1.4", 1))
      end)
    end)
    return 56
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      await(nap(1.5))
      reschedule("t2.1", 4, 1)
    end)
    shelter("t2.5", nil, function()
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(join_queue("t2.3", 2))
      end)
    end)
    return 7
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.8", nil, function()
      do
        local _ <close> = await(semaphore(2):acquire())
        mark("t3.1")
        shelter("t3.3", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(put("t3.2", 2, 6))
        end)
      end
      local _ <close> = defer(function()
        mark("t3.4")
        for _ = 1, 3 do
          release_semaphore("t3.5", 1)
        end
        shelter("t3.7", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(acquire_lock("t3.6", 1))
        end)
      end)
      await(nap(1.5))
    end)
    shelter("t3.13", "Exception", function()
      cancel("t3.9", 2)
      task_done("t3.10", 2)
      set_future("t3.11", 3, 5)
      task_done("t3.12", 1)
    end)
    return 8
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    watch_future("t4.1", 2)
    shelter("t4.7", "Exception", function()
      for _ = 1, 3 do
        release_semaphore("t4.2", 1)
      end
      for _ = 1, 2 do
        cancel("t4.3", 2)
      end
      task_done("t4.4", 2)
      shelter("t4.6", "Exception", function()
        local _ <close> = timeout_scope(8, 1)
        await(put("t4.5", 2, 2))
      end)
    end)
    return 46
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    get_nowait("main.1", 1)
  end)
  shelter("main.4", "Exception", function()
    local _ <close> = timeout_scope(9, 1)
    await(put("main.3", 2, 2))
  end)
  shelter("main.6", nil, function()
    state_of("main.5", 1)
  end)
  shelter("main.7", nil, function()
    set_event(1)
  end)
  shelter("main.9", nil, function()
    get_nowait("main.8", 1)
  end)
end
--[==[ trace
0 main.1 QueueEmpty
0 main.3
0 main.5 pending
0 main.8 QueueEmpty
1 t1.1
1 c1.2 0
1 c1.3 true
1 t3.1
1 t3.2
1 t4.2 nil false
1 t4.2 nil false
1 t4.2 nil false
1 t4.3 true
1 t4.3 true
1 t4.4 nil
1 t4.5
2 c1.9 CancelledError
2 c1.10
2 c1.11 2
2 t2.2 CancelledError
2 t3.4
2 t3.5 nil false
2 t3.5 nil false
2 t3.5 nil false
2 t3.6
2 t3.8 CancelledError
2 t3.9 true
2 t3.10 nil
2 t3.11 nil
2 t3.12 misuse
3 t2.5 CancelledError
6 c1.14 TimeoutError
6 c1.15
8 c1.16 CancelledError
8 t1.3 28
8 t1.4
]==]
