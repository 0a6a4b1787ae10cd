-- Random program, seed 5693; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", "Exception", function()
      for _ = 1, 3 do
        mark("t1.1")
      end
      do
        local _ <close> = group_scope(1)
        group_cancel("t1.2", 1)
        for _ = 1, 2 do
          cancel("t1.3", 1)
        end
        cancel("t1.5", 1)
      end
      await(abort_barrier("t1.6", 1))
      cancelling("t1.7")
    end)
    return 68
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      uncancel("t2.1")
      set_event(2)
      do
        local _ <close> = await(semaphore(1):acquire())
        later(1, 2, function()
          cancel("k1.1", 1)
          mark("k1.2")
        end)
        state_of("t2.2", 2)
      end
      cancel("t2.3", 1)
    end)
    return 43
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.5", nil, function()
      release_semaphore("t3.1", 1)
      local _ <close> = group_scope(2)
      group_cancel("t3.3", 1)
      watch("t3.4", 2)
    end)
    return 13
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.7", nil, function()
      do
        local _ <close> = await(semaphore(2):acquire())
        clear_event(1)
        await(look("t4.1", 1))
        watch("t4.3", 4)
      end
      shelter("t4.5", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(get("t4.4", 1))
      end)
      cancel("t4.6", 2)
    end)
    return 58
  end)
  spawn(4, t4, false)
  shelter("main.4", "Exception", function()
    local t5 = async(function()
      shelter("t5.5", nil, function()
        local ok, err = try(function()
          cancel_future("t5.1", 1)
          cancel("t5.2", 4)
          cancel("t5.3", 4)
        end)
        if not ok then
          log_error("t5.4", err)
          set_event(1)
        end
      end)
      return 87
    end)
    spawn(5, t5, false)
    await(wait_barrier("main.1", 1))
    cancel("main.2", 5)
    queue_size("main.3", 1)
  end)
  shelter("main.5", nil, function()
    await(nap(1))
  end)
  shelter("main.7", "Exception", function()
    await(look("main.6", 3))
  end)
  shelter("main.8", nil, function()
    set_event(2)
  end)
end
--[==[ trace
1 t1.1
1 t1.1
1 t1.1
1 t1.2
1 t1.3 true
1 t1.3 true
1 t1.5 true
1 t1.6 true
1 t1.7 3
1 t2.1 0
1 t2.2 pending
1 t2.3 false
1 t3.1 nil false
1 t3.3
1 t4.1 CancelledError
1 t5.1 true
1 t5.2 true
1 t5.3 true
2 main.4 BrokenBarrierError
2 t3.4 finished 43
2 t4.7 CancelledError
3 t4.3 finished 58
5 main.6 13
]==]
