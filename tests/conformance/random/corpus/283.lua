-- Random program, seed 3961; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", nil, function()
      do
        local _ <close> = defer(function()
          mark("t1.5")
          release_lock("t1.6", 2)
        end)
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 0)
          await(acquire_lock("t1.2", 1))
        end)
        notify_all("t1.4", 1)
      end
      notify("t1.7", 1, 3)
      local t2 = async(function()
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(acquire_lock("t2.1", 1))
        end)
        do
          local _ <close> = timeout_scope(3, 2)
          set_event(1)
          get_nowait("t2.3", 2)
        end
        expired("t2.4", 3)
        return 62
      end)
      spawn(2, t2, false)
    end)
    return 32
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.4", nil, function()
      do
        local _ <close> = timeout_scope(4, 1)
        get_nowait("t3.1", 2)
        cancel("t3.2", 3)
        bump()
      end
      cancel_future("t3.3", 2)
    end)
    shelter("t3.5", nil, function()
      await(nap(1))
    end)
    return 81
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.7", "Exception", function()
      task_done("t4.1", 2)
      do
        local _ <close> = await(lock(2):acquire())
        set_future("t4.2", 3, 8)
        do
          local _ <close> = timeout_scope(5, 0)
          notify_all("t4.3", 1)
        end
        expired("t4.4", 5)
        await(wait_limited("t4.5", 2, 0.5))
      end
      reschedule("t4.6", 2, -1)
    end)
    shelter("t4.9", "Exception", function()
      get_nowait("t4.8", 1)
    end)
    return 35
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    local c1 = async(function()
      watch("c1.1", 1)
      mark("c1.2")
      return 20
    end)
    await(wait_shielded("main.1", c1))
    await(nap(0.25))
    await(nap(0.5))
  end)
  shelter("main.7", nil, function()
    do
      local ok, err = try(function()
        shelter("main.4", "Exception", function()
          local _ <close> = timeout_scope(6, 0.5)
          await(get("main.3", 1))
        end)
        await(nap(0))
        await(nap(0))
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("main.5", err)
        set_var(3)
      end
    end
    cancel("main.6", 3)
  end)
  shelter("main.8", "Exception", function()
    await(nap(0.5))
  end)
end
--[==[ trace
1 t1.2
1 t1.4 misuse
1 t1.5
1 t1.6 misuse false
1 t1.7 misuse
1 t3.1 QueueEmpty
1 t3.2 true
1 t3.3 true
1 t4.1 misuse
1 t4.2 nil
1 t4.3 misuse
1 t4.4 false
1 c1.2
2 t3.5 CancelledError
2 c1.1 finished 32
3 main.1 20
4 t2.2 TimeoutError
4 t2.3 QueueEmpty
4 t2.4 false
5 t4.5 62
5 t4.6 misuse
5 t4.8 QueueEmpty
11 main.4 TimeoutError
13 main.6 false
]==]
