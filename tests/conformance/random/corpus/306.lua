-- Random program, seed 5994; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(2))
    return 75
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", "Exception", function()
      fail_future("t2.1", 2)
      boom("t2.2")
      set_event(1)
    end)
    return 38
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    get_nowait("t3.1", 1)
    await(put("t3.2", 2, 5))
    shelter("t3.7", "Exception", function()
      local c1 = async(function()
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0)
          await(wait_condition("c1.1", 1))
        end)
        cancel("c1.3", 3)
        do
          local _ <close> = group_scope(1)
          cancel("c1.4", 2)
          get_nowait("c1.5", 1)
        end
        set_event(2)
        return 90
      end)
      await(gather_all("t3.3", {c1, 1, 1}, true))
      get_nowait("t3.4", 1)
      local _ <close> = await(condition(1):acquire())
      shelter("t3.6", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_condition_for("t3.5", 1, 3))
      end)
    end)
    return 30
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    local t5 = async(function()
      shelter("t5.5", nil, function()
        do
          local _ <close> = await(condition(1):acquire())
          notify("t5.1", 1, 2)
        end
        release_semaphore("t5.2", 2)
        cancel("t5.3", 3)
        await(wait_some("t5.4", {2, 3}, 0.25, "ALL_COMPLETED"))
      end)
      return 5
    end)
    spawn(5, t5, false)
    return 89
  end)
  spawn(4, t4, false)
  shelter("main.4", nil, function()
    local _ <close> = defer(function()
      mark("main.2")
      get_var("main.3")
    end)
    mark("main.1")
    await(nap(0))
  end)
  shelter("main.6", "Exception", function()
    get_nowait("main.5", 2)
  end)
  shelter("main.8", "Exception", function()
    get_nowait("main.7", 2)
  end)
  shelter("main.10", nil, function()
    cancel("main.9", 2)
  end)
end
--[==[ trace
0 main.1
1 t2.1 nil
1 t2.2
1 t2.3 Boom t2.2
1 t3.1 QueueEmpty
1 t3.2
1 main.2
1 main.3 0
1 main.5 5
1 main.7 QueueEmpty
1 main.9 false
2 c1.2 misuse
2 c1.3 true
2 c1.4 false
2 c1.5 QueueEmpty
2 t5.1 nil
2 t5.2 nil false
2 t5.3 true
3 t5.5 CancelledError
]==]
