-- Random program, seed 4543; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"priority", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      await(nap(2))
      release_semaphore("t1.1", 1)
    end)
    return 73
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.5", nil, function()
      await(look("t2.1", 1))
      notify("t2.2", 1, 3)
      local _ <close> = await(condition(1):acquire())
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(wait_condition("t2.3", 1))
      end)
    end)
    return 88
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.4", nil, function()
      for _ = 1, 3 do
        local c1 = async(function()
          shelter("c1.3", nil, function()
            queue_size("c1.1", 1)
            mark("c1.2")
          end)
          return 14
        end)
        await(wait_limited("t3.1", c1, nil))
      end
      await(nap(0))
      local _ <close> = await(semaphore(2):acquire())
      await(nap(0.25))
      uncancel("t3.2")
      set_future("t3.3", 2, 6)
    end)
    return 26
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.7", "Exception", function()
      do
        local _ <close> = timeout_scope(2, -1)
        set_future("t4.1", 3, 7)
        reschedule("t4.2", 1, 0.25)
      end
      expired("t4.3", 2)
      shelter("t4.5", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(wait_future("t4.4", 4))
      end)
      await(wait_some("t4.6", {1}, 0.5, "FIRST_EXCEPTION"))
    end)
    await(nap(0.5))
    await(wait_limited("t4.8", 2, 1))
    soon(1, function()
      queue_size("k1.1", 2)
      cancel_future("k1.2", 4)
      notify_all("k1.3", 2)
    end)
    return 70
  end)
  spawn(4, t4, false)
  shelter("main.5", nil, function()
    do
      local ok, err = try(function()
        set_future("main.1", 3, 6)
      end)
      if not ok then
        log_error("main.2", err)
        set_future("main.3", 1, 1)
      end
    end
    await(nap(0.5))
    mark("main.4")
  end)
  shelter("main.7", "Exception", function()
    notify_all("main.6", 1)
  end)
  shelter("main.9", nil, function()
    await(look("main.8", 1))
  end)
end
--[==[ trace
0 main.1 nil
1 c1.1 0 true false
1 c1.2
1 t3.1 14
1 c1.1 0 true false
1 c1.2
1 t3.1 14
1 c1.1 0 true false
1 c1.2
1 t3.1 14
1 t4.1 InvalidStateError
1 t4.3 false
3 t4.5 TimeoutError
5 t3.2 0
5 t3.3 nil
7 main.4
7 main.6 misuse
7 t4.6 {} {t1}
11 t1.2 CancelledError
12 t2.1 73
12 t2.2 misuse
12 main.8 73
14 t2.5 CancelledError
15 t4.8 88
16 k1.1 0 true false
16 k1.2 false
16 k1.3 misuse
]==]
