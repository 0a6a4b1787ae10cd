-- Random program, seed 2556; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      local _ <close> = defer(function()
        mark("t1.1")
        mark("t1.2")
        set_future("t1.3", 2, 6)
      end)
      later(1, 0, function()
        watch("k1.1", 1)
      end)
    end)
    return 42
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      mark("t2.1")
    end)
    shelter("t2.4", "Exception", function()
      mark("t2.3")
      await(nap(1.5))
    end)
    return 88
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      await(acquire_lock("t3.1", 2))
    end)
    shelter("t3.6", "Exception", function()
      set_future("t3.3", 2, 8)
      soon(2, function()
        for _ = 1, 3 do
          notify("k2.1", 2, 1)
          put_nowait("k2.3", 1, 2)
        end
        mark("k2.4")
      end)
      cancel("t3.4", 2)
      set_future("t3.5", 1, 9)
    end)
    return 67
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.1", nil, function()
      await(nap(1))
    end)
    shelter("t4.3", "Exception", function()
      local _ <close> = timeout_scope(1, 0)
      await(wait_future("t4.2", 2))
    end)
    return 54
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    cancel("t5.1", 4)
    shelter("t5.3", nil, function()
      await(wait_some("t5.2", {4, 1}, 1, "ALL_COMPLETED"))
    end)
    return 51
  end)
  spawn(5, t5, false)
  shelter("main.1", "Exception", function()
    await(nap(1))
  end)
  shelter("main.3", "Exception", function()
    await(look("main.2", 5))
  end)
  shelter("main.5", "Exception", function()
    boom("main.4")
  end)
end
--[==[ trace
0 t1.1
0 t1.2
0 t1.3 nil
1 t2.1
1 t2.3
1 t3.1
1 t3.3 InvalidStateError
1 t3.4 true
1 t3.5 nil
1 t5.1 true
2 k2.1 misuse
2 k2.3 nil
2 k2.1 misuse
2 k2.3 nil
2 k2.1 misuse
2 k2.3 nil
2 k2.4
2 t4.1 CancelledError
2 t4.2 6
2 k1.1 finished 42
4 t5.2 {t1, t4} {}
6 main.2 51
6 main.4
6 main.5 Boom main.4
]==]
