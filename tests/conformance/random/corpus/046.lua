-- Random program, seed 5369; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    get_nowait("t1.1", 2)
    set_event(1)
    set_future("t1.2", 2, 8)
    return 15
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      release_semaphore("t2.1", 2)
      queue_size("t2.2", 2)
      await(look("t2.3", 1))
    end)
    shelter("t2.6", "Exception", function()
      get_nowait("t2.5", 1)
      await(nap(0))
    end)
    return 28
  end)
  spawn(2, t2, false)
  shelter("main.6", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(put("main.1", 1, 1))
    end)
    do
      local _ <close> = timeout_scope(2, -1)
      uncancel("main.3")
    end
    do
      local _ <close> = await(condition(1):acquire())
      notify_all("main.4", 1)
    end
    reschedule("main.5", 2, 0.5)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(put("main.7", 2, 6))
    end)
  end)
  shelter("main.14", nil, function()
    await(each_outcome("main.10", {1}, 0.5))
    await(put("main.11", 2, 6))
    for _ = 1, 2 do
      await(look("main.12", 1))
      later(1, 0.25, function()
        local t3 = async(function()
          shelter("t3.1", "Exception", function()
            clear_event(1)
          end)
          return 64
        end)
        spawn(3, t3, false)
        release_semaphore("k1.1", 1)
        mark("k1.2")
      end)
    end
    await(wait_limited("main.13", 2, 0.5))
  end)
  shelter("main.16", "Exception", function()
    await(wait_some("main.15", {2, 1}, 1, "FIRST_EXCEPTION"))
  end)
  shelter("main.19", "Exception", function()
    shelter("main.18", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(wait_future("main.17", 3))
    end)
  end)
  shelter("main.21", "Exception", function()
    watch("main.20", 3)
  end)
end
--[==[ trace
0 main.1
0 main.3 0
0 main.4 nil
0 main.5 misuse
0 main.7
1 t1.1 6
1 t1.2 nil
1 t2.1 nil false
1 t2.2 0 true false
1 t2.3 15
1 t2.5 1
3 main.10 15
3 main.11
3 main.12 15
3 main.12 15
3 main.13 28
5 main.15 {t1, t2} {}
6 k1.1 nil false
6 k1.2
6 k1.1 nil false
6 k1.2
9 main.18 TimeoutError
10 main.20 finished 64
]==]
