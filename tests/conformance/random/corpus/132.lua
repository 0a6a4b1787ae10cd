-- Random program, seed 1739; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(put("t1.1", 2, 6))
      end)
    end)
    shelter("t1.8", nil, function()
      uncancel("t1.4")
      do
        local _ <close> = await(condition(1):acquire())
        await(wait_condition("t1.5", 1))
      end
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_future("t1.6", 2))
      end)
    end)
    return 17
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(get("t2.1", 2))
      end)
      await(nap(0))
    end)
    shelter("t2.5", nil, function()
      local _ <close> = await(condition(1):acquire())
      notify("t2.4", 1, 2)
    end)
    return 7
  end)
  spawn(2, t2, false)
  shelter("main.5", "Exception", function()
    await(nap(0.25))
    do
      local _ <close> = defer(function()
        mark("main.3")
        set_event(2)
      end)
      await(wait_shielded("main.1", 1))
      await(wait_some("main.2", {1, 2}, 1, "FIRST_EXCEPTION"))
    end
    cancel("main.4", 1)
  end)
  shelter("main.9", "Exception", function()
    await(wait_some("main.6", {1, 2}, 0.25, "FIRST_COMPLETED"))
    local c1 = async(function()
      shelter("c1.3", "Exception", function()
        cancel("c1.1", 2)
        bump()
        local c2 = async(function()
          await(nap(1))
          fail_future("c2.1", 1)
          do
            local _ <close> = defer(function()
              mark("c2.3")
              cancel("c2.4", 2)
              reschedule("c2.5", 3, 0.25)
            end)
            await(wait_some("c2.2", {2, 2}, 1, "FIRST_COMPLETED"))
          end
          clear_event(2)
          shelter("c2.7", "Exception", function()
            local _ <close> = timeout_scope(4, 0.5)
            await(join("c2.6", 1))
          end)
          return 85
        end)
        local c3 = async(function()
          shelter("c3.3", nil, function()
            shelter("c3.2", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(put("c3.1", 1, 3))
            end)
          end)
          shelter("c3.5", "Exception", function()
            mark("c3.4")
          end)
          return 90
        end)
        await(each_outcome("c1.2", {c2, c3, 2}, 1))
      end)
      return 43
    end)
    local c4 = async(function()
      put_nowait("c4.1", 2, 1)
      shelter("c4.3", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(join("c4.2", 2))
      end)
      return 41
    end)
    start_gather(1, {c1, 2, c4}, true)
    cancel_future("main.7", 1)
    await(wait_gather("main.8", 1))
    clear_event(1)
  end)
  shelter("main.12", "Exception", function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(put("main.10", 1, 4))
    end)
  end)
  shelter("main.14", "Exception", function()
    watch_future("main.13", 1)
  end)
  shelter("main.16", "Exception", function()
    local _ <close> = timeout_scope(8, 0.5)
    await(put("main.15", 1, 8))
  end)
end
--[==[ trace
1 t1.1
1 t1.4 0
1 t2.1 6
2 t2.4 nil
3 t1.5 true
7 t1.7 TimeoutError
9 main.1 17
11 main.2 {t1, t2} {}
11 main.3
11 main.4 false
13 main.6 {t1, t2} {}
13 main.7 true
14 c1.1 false
14 c4.1 nil
14 c4.2 7
15 c3.1
15 c3.4
16 c1.2 7
16 c1.2 90
18 c1.2 TimeoutError
18 c2.1 InvalidStateError
20 main.8 [43, 7, 41]
20 c2.2 {t2} {}
20 c2.3
20 c2.4 false
20 c2.5 misuse
20 c2.6 17
22 main.11 TimeoutError
23 main.13 cancelled
25 main.16 TimeoutError
]==]
