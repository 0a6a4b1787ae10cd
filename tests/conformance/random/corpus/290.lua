-- Random program, seed 4145; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(put("t1.1", 1, 6))
    end)
    shelter("t1.4", nil, function()
      local _ <close> = await(condition(1):acquire())
      notify_all("t1.3", 1)
    end)
    return 42
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      queue_size("t2.1", 2)
    end)
    shelter("t2.7", "Exception", function()
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(wait_condition("t2.3", 1))
      end)
      local _ <close> = await(condition(1):acquire())
      shelter("t2.6", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_condition("t2.5", 1))
      end)
    end)
    return 64
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.9", "Exception", function()
      do
        local _ <close> = await(condition(1):acquire())
        notify("t3.1", 1, 3)
        do
          local _ <close> = defer(function()
            mark("t3.4")
            await(abort_barrier("t3.5", 1))
          end)
          await(nap(0))
          await(wait_some("t3.2", {1, 2}, 0.5, "ALL_COMPLETED"))
          uncancel("t3.3")
        end
        shelter("t3.7", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(wait_condition_for("t3.6", 1, 2))
        end)
      end
      local c1 = async(function()
        state_of("c1.1", 3)
        state_of("c1.2", 2)
        do
          local _ <close> = await(condition(1):acquire())
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(5, 1)
            await(wait_condition_for("c1.3", 1, 1))
          end)
        end
        local t4 = async(function()
          get_nowait("t4.1", 1)
          await(wait_some("t4.2", {2, 1, 1}, 0.25, "FIRST_EXCEPTION"))
          shelter("t4.5", nil, function()
            shelter("t4.4", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(wait_future("t4.3", 3))
            end)
          end)
          return 13
        end)
        spawn(4, t4, false)
        shelter("c1.10", nil, function()
          do
            local _ <close> = await(condition(1):acquire())
            await(look("c1.5", 1))
            shelter("c1.7", "Exception", function()
              local _ <close> = timeout_scope(7, 0)
              await(wait_condition_for("c1.6", 1, 3))
            end)
          end
          queue_size("c1.8", 2)
          cancelling("c1.9")
        end)
        return 71
      end)
      await(wait_shielded("t3.8", c1))
    end)
    return 55
  end)
  spawn(3, t3, true)
  local t5 = async(function()
    queue_size("t5.1", 1)
    shelter("t5.4", nil, function()
      shelter("t5.3", "Exception", function()
        local _ <close> = timeout_scope(8, 1)
        await(wait_future("t5.2", 3))
      end)
    end)
    return 58
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    state_of("t6.1", 1)
    return 48
  end)
  spawn(6, t6, false)
  shelter("main.2", "Exception", function()
    get_var("main.1")
  end)
  shelter("main.3", nil, function()
    await(nap(2))
  end)
  shelter("main.5", "Exception", function()
    uncancel("main.4")
  end)
  shelter("main.6", "Exception", function()
    await(nap(2))
  end)
  shelter("main.8", nil, function()
    boom("main.7")
  end)
  shelter("main.9", "Exception", function()
    bump()
  end)
end
--[==[ trace
0 t3.1 nil
0 main.1 0
1 t1.1
1 t2.1 0 true false
1 t5.1 1 false false
1 t6.1 pending
2 t1.3 nil
3 t2.3 true
5 t3.2 {t1} {t2}
5 t3.3 0
5 t3.4
5 t3.5 true
8 t5.3 TimeoutError
8 t3.7 TimeoutError
8 t2.6 TimeoutError
9 c1.1 pending
9 c1.2 finished 64
11 main.4 0
11 c1.4 TimeoutError
11 c1.5 42
12 t4.1 6
13 c1.7 TimeoutError
13 c1.8 0 true false
13 c1.9 0
14 t4.2 {t1, t2} {}
14 t4.5 CancelledError
15 t3.8 71
17 main.7
17 main.8 Boom main.7
]==]
