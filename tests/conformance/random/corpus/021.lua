-- Random program, seed 5761; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    soon(1, function()
      set_future("k1.1", 1, 1)
      cancel("k1.3", 1)
      set_event(1)
    end)
    shelter("t1.2", "Exception", function()
      queue_size("t1.1", 2)
    end)
    return 29
  end)
  spawn(1, t1, true)
  shelter("main.3", "Exception", function()
    get_var("main.1")
    cancel("main.2", 1)
  end)
  shelter("main.7", nil, function()
    local b1 = async(function()
      shelter("b1.3", nil, function()
        notify("b1.1", 2, 1)
        await(wait_limited("b1.2", 1, nil))
        await(nap(0.25))
      end)
      return 50
    end)
    await(b1())
    await(look("main.4", 1))
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(put("main.5", 1, 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    cancel("main.8", 1)
    set_future("main.9", 3, 5)
    set_future("main.10", 2, 5)
  end)
  shelter("main.13", nil, function()
    cancel("main.12", 1)
  end)
  shelter("main.15", "Exception", function()
    local t2 = async(function()
      get_nowait("t2.1", 1)
      cancelling("t2.2")
      local b2 = async(function()
        shelter("b2.2", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(wait_some("b2.1", {1, 1}, 1, "FIRST_EXCEPTION"))
        end)
        return 3
      end)
      await(b2())
      state_of("t2.3", 2)
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(put("t2.4", 2, 5))
      end)
      return 45
    end)
    spawn(2, t2, true)
    await(wait_some("main.14", {1}, 1, "ALL_COMPLETED"))
  end)
  local t3 = async(function()
    queue_size("t3.1", 1)
    cancel("t3.2", 2)
    put_nowait("t3.3", 1, 4)
    shelter("t3.5", "Exception", function()
      await(look("t3.4", 1))
    end)
    return 23
  end)
  spawn(3, t3, false)
  cancelling("main.16")
  queue_size("main.17", 2)
end
--[==[ trace
0 t1.1 0 true false
0 main.1 0
0 main.2 false
0 b1.1 misuse
0 b1.2 29
1 k1.1 nil
1 k1.3 false
3 main.4 29
3 main.5
3 main.8 false
3 main.9 nil
3 main.10 nil
3 main.12 false
3 t2.1 1
3 t2.2 0
5 b2.2 TimeoutError
5 t2.3 pending
5 t2.4
5 main.14 {t1} {}
5 main.16 0
5 main.17 1 false false
6 t3.1 0 true false
6 t3.2 false
6 t3.3 nil
6 t3.4 29
]==]
