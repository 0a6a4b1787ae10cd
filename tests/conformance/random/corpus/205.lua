-- Random program, seed 4450; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 1}, {"lifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      await(nap(1))
      get_var("t1.1")
    end)
    return 41
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    do
      local _ <close> = group_scope(1)
      get_nowait("t2.1", 1)
    end
    do
      local _ <close> = await(lock(1):acquire())
      await(look("t2.2", 1))
      release_semaphore("t2.3", 1)
      local c1 = async(function()
        cancelling("c1.1")
        return 75
      end)
      local c2 = async(function()
        cancelling("c2.1")
        uncancel("c2.2")
        await(wait_some("c2.3", {1, 1}, 1, "FIRST_EXCEPTION"))
        return 9
      end)
      start_gather(1, {c1, c2, 1}, false)
      await(wait_some("t2.4", {1, 1}, 0, "ALL_COMPLETED"))
      await(wait_gather("t2.5", 1))
    end
    shelter("t2.7", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join("t2.6", 1))
    end)
    do
      local _ <close> = await(lock(2):acquire())
      shutdown_queue("t2.8", 1, true)
      shelter("t2.10", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(join("t2.9", 1))
      end)
    end
    shelter("t2.12", "Exception", function()
      cancel("t2.11", 1)
    end)
    return 32
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(join("t3.1", 1))
    end)
    shelter("t3.4", "Exception", function()
      state_of("t3.3", 2)
    end)
    return 4
  end)
  spawn(3, t3, false)
  shelter("main.2", "Exception", function()
    await(wait_some("main.1", {1, 1}, 0.25, "ALL_COMPLETED"))
  end)
  await(look("main.3", 2))
  shelter("main.5", "Exception", function()
    await(wait_some("main.4", {2}, 0.5, "FIRST_EXCEPTION"))
  end)
  shelter("main.8", "Exception", function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(put("main.6", 2, 5))
    end)
  end)
  shelter("main.11", nil, function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(put("main.9", 2, 8))
    end)
  end)
  shelter("main.13", "Exception", function()
    watch_future("main.12", 2)
  end)
end
--[==[ trace
1 t2.1 QueueEmpty
3 main.1 {} {t1}
5 t1.2 CancelledError
6 t2.2 41
6 t2.3 nil false
6 t3.1 41
6 t3.3 pending
7 c1.1 0
7 c2.1 0
7 c2.2 0
8 t2.4 {t1} {}
9 c2.3 {t1} {}
11 t2.5 [75, 9, 41]
11 t2.6 41
11 t2.8
11 t2.9 41
11 t2.11 false
12 main.3 32
14 main.4 {t2} {}
14 main.6
16 main.10 TimeoutError
]==]
