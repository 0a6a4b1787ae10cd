-- Random program, seed 1189; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      put_nowait("t1.1", 2, 5)
      local c1 = async(function()
        shelter("c1.6", "Exception", function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(get("c1.1", 2))
          end)
          local _ <close> = defer(function()
            mark("c1.4")
            fail_future("c1.5", 2)
          end)
          await(nap(0))
          set_event(1)
          uncancel("c1.3")
        end)
        return 54
      end)
      start_gather(1, {c1}, false)
      do
        local _ <close> = timeout_scope(2, -1)
        boom("t1.3")
      end
      await(wait_gather("t1.4", 1))
    end)
    return 51
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    await(nap(0.5))
    await(wait_some("main.1", {1, 1}, -1, "ALL_COMPLETED"))
    cancel_future("main.2", 2)
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(put("main.3", 1, 6))
    end)
  end)
  shelter("main.7", "Exception", function()
    set_future("main.6", 3, 4)
    await(nap(0.5))
  end)
  local t2 = async(function()
    shelter("t2.5", nil, function()
      watch("t2.1", 2)
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(4, 0.25)
        await(put("t2.2", 1, 6))
      end)
      boom("t2.4")
    end)
    shelter("t2.8", nil, function()
      await(wait_shielded("t2.6", 1))
      await(wait_limited("t2.7", 1, 0.25))
    end)
    return 89
  end)
  spawn(2, t2, false)
  shelter("main.9", "Exception", function()
    local _ <close> = timeout_scope(5, 1)
    await(join("main.8", 1))
  end)
  fail_future("main.10", 1)
  shelter("main.19", "Exception", function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(get("main.11", 1))
    end)
    clear_event(1)
    do
      local _ <close> = group_scope(1)
      set_future("main.13", 2, 9)
      start_gather(2, {1, 1}, true)
      watch_future("main.14", 1)
      put_nowait("main.15", 1, 8)
    end
    local _ <close> = timeout_scope(7, 0)
    mark("main.16")
    set_future("main.17", 2, 7)
    fail_future("main.18", 2)
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.3
1 t1.5 Boom t1.3
2 c1.1 5
3 c1.3 0
3 c1.4
3 c1.5 nil
8 main.1 {t1} {}
8 main.2 false
8 main.3
8 main.6 nil
10 main.8 51
10 main.10 nil
10 main.11 6
10 main.13 InvalidStateError
10 main.15 nil
10 main.16
10 main.17 InvalidStateError
10 main.18 InvalidStateError
11 t2.2
11 t2.4
11 t2.5 Boom t2.4
11 t2.6 51
11 t2.7 51
11 main.14 failed Boom main.10
12 t2.1 finished 89
]==]
