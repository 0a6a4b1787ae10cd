-- Random program, seed 2434; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.10", "Exception", function()
      task_done("t1.1", 1)
      local _ <close> = await(lock(2):acquire())
      task_done("t1.3", 2)
      cancelling("t1.4")
      do
        local _ <close> = defer(function()
          mark("t1.9")
          set_event(1)
        end)
        set_event(1)
        notify_all("t1.7", 2)
        cancel("t1.8", 1)
      end
    end)
    shelter("t1.17", nil, function()
      shelter("t1.12", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(wait_event("t1.11", 2))
      end)
      later(1, 1, function()
        notify("k1.1", 1, 1)
        put_nowait("k1.2", 1, 8)
      end)
      await(nap(0.5))
      local _ <close> = await(condition(1):acquire())
      notify_all("t1.16", 1)
    end)
    return 37
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", "Exception", function()
      set_event(1)
    end)
    return 82
  end)
  spawn(2, t2, false)
  shelter("main.4", nil, function()
    set_event(2)
    later(2, 0, function()
      soon(3, function()
        get_var("k3.1")
        set_event(1)
        set_event(2)
      end)
      cancel_handle("k2.1", 1)
      queue_size("k2.2", 1)
    end)
    watch("main.1", 1)
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_event("main.2", 1))
    end)
  end)
  shelter("main.6", nil, function()
    cancel("main.5", 1)
  end)
  shelter("main.8", nil, function()
    cancel("main.7", 2)
  end)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(put("main.9", 2, 7))
    end)
  end)
  queue_size("main.12", 2)
  shelter("main.14", "Exception", function()
    put_nowait("main.13", 2, 7)
  end)
end
--[==[ trace
1 t1.1 misuse
1 t1.3 misuse
1 t1.4 0
1 t1.7 misuse
1 t1.8 true
1 t1.9
1 t1.11 true true
1 k2.1
1 k2.2 0 true false
2 main.2 true true
2 main.5 true
2 main.7 false
2 main.9
2 main.12 1 false false
2 main.13 nil
2 t1.17 CancelledError
2 k3.1 0
3 main.1 finished 37
]==]
