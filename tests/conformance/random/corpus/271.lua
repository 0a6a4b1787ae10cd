-- Random program, seed 4955; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      await(nap(0))
      release_semaphore("t1.2", 2)
      local _ <close> = group_scope(1)
      get_var("t1.4")
    end)
    return 25
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    do
      local _ <close> = timeout_scope(1, 0.25)
      cancelling("t2.1")
      cancel("t2.2", 1)
    end
    watch_future("t2.3", 3)
    local c1 = async(function()
      set_future("c1.1", 1, 2)
      return 36
    end)
    await(each_completed("t2.4", {c1}, 0))
    await(nap(1.5))
    shelter("t2.6", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(wait_event("t2.5", 1))
    end)
    reschedule("t2.7", 2, 0.5)
    return 76
  end)
  spawn(2, t2, false)
  shelter("main.10", nil, function()
    await(nap(1))
    do
      local _ <close> = timeout_scope(3, nil)
      shutdown_queue("main.1", 1, true)
      do
        local _ <close> = group_scope(2)
        cancelling("main.2")
        await(wait_shielded("main.3", 1))
        release_lock("main.4", 1)
        shelter("main.6", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(get("main.5", 2))
        end)
      end
      cancel("main.7", 1)
    end
    expired("main.8", 3)
    get_nowait("main.9", 2)
    await(nap(0))
  end)
  shelter("main.14", "Exception", function()
    await(wait_some("main.11", {2, 1, 2}, nil, "ALL_COMPLETED"))
    await(wait_some("main.12", {2}, 0.5, "FIRST_EXCEPTION"))
    await(nap(0.25))
    for _ = 1, 2 do
      cancel("main.13", 1)
    end
  end)
  shelter("main.22", "Exception", function()
    do
      local _ <close> = await(condition(1):acquire())
      shelter("main.16", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(join("main.15", 2))
      end)
      shelter("main.18", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(wait_condition("main.17", 1))
      end)
    end
    shelter("main.20", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(join("main.19", 1))
    end)
    await(wait_some("main.21", {2, 1}, 0.25, "ALL_COMPLETED"))
  end)
  shelter("main.25", "Exception", function()
    shelter("main.24", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(join("main.23", 1))
    end)
  end)
  shelter("main.26", "Exception", function()
    await(nap(0))
  end)
  shelter("main.28", nil, function()
    cancel("main.27", 2)
  end)
end
--[==[ trace
1 t2.1 0
1 t2.2 true
2 t1.5 CancelledError
2 c1.1 nil
5 main.1
5 main.2 0
5 main.3 25
5 main.4 misuse false
7 main.6 TimeoutError
7 main.7 false
7 main.8 false
7 main.9 QueueEmpty
10 main.11 {t1, t2} {}
12 main.12 {t2} {}
14 main.13 false
14 main.13 false
14 main.16 TimeoutError
16 main.18 TimeoutError
16 main.19 25
18 main.21 {t1, t2} {}
18 main.23 25
19 main.27 false
]==]
