-- Random program, seed 5542; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", nil, function()
      for _ = 1, 2 do
        shelter("t1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(get("t1.1", 2))
        end)
      end
      local _ <close> = timeout_scope(2, 0)
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(wait_event("t1.3", 1))
      end)
      do
        local _ <close> = await(lock(2):acquire())
        notify("t1.5", 1, 2)
      end
      for _ = 1, 2 do
        boom("t1.6")
        await(nap(0.5))
      end
    end)
    shelter("t1.11", nil, function()
      shelter("t1.9", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(wait_event("t1.8", 1))
      end)
      release_semaphore("t1.10", 1)
    end)
    return 57
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    local c1 = async(function()
      shelter("c1.2", nil, function()
        put_nowait("c1.1", 2, 3)
      end)
      return 18
    end)
    await(wait_limited("t2.1", c1, 1))
    do
      local _ <close> = group_scope(1)
      notify("t2.2", 1, 1)
      for _ = 1, 3 do
        cancel("t2.3", 2)
        notify("t2.4", 2, 2)
      end
    end
    notify_all("t2.5", 1)
    reschedule("t2.6", 2, -1)
    await(wait_limited("t2.7", 1, 1))
    release_semaphore("t2.8", 1)
    release_semaphore("t2.9", 2)
    group_cancel("t2.10", 1)
    return 73
  end)
  spawn(2, t2, false)
  shelter("main.4", "Exception", function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(wait_barrier("main.2", 1))
    end)
  end)
  shelter("main.5", nil, function()
    await(nap(0))
  end)
  reschedule("main.6", 3, 1)
  shelter("main.8", nil, function()
    cancel("main.7", 1)
  end)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(wait_event("main.9", 1))
    end)
  end)
  shelter("main.13", nil, function()
    await(abort_barrier("main.12", 1))
  end)
end
--[==[ trace
1 c1.1 nil
1 t2.1 18
1 t2.2 misuse
1 t2.3 true
1 t2.4 misuse
1 t2.3 true
1 t2.4 misuse
1 t2.3 true
1 t2.4 misuse
1 t2.5 misuse
2 t1.7 CancelledError
4 main.3 TimeoutError
4 t1.9 TimeoutError
4 t1.10 nil false
5 main.7 false
5 t2.7 57
5 t2.8 nil false
5 t2.9 misuse true
5 t2.10
7 main.10 TimeoutError
7 main.12 true
]==]
