-- Random program, seed 4125; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local _ <close> = await(condition(1):acquire())
      put_nowait("t1.1", 1, 8)
      notify("t1.2", 1, 1)
    end
    do
      local _ <close> = group_scope(1)
      local t2 = async(function()
        shelter("t2.3", "Exception", function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(wait_event("t2.1", 2))
          end)
        end)
        shelter("t2.5", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(wait_event("t2.4", 1))
        end)
        return 49
      end)
      spawn(2, t2, false)
      local b1 = async(function()
        mark("b1.1")
        await(wait_some("b1.2", {2}, 0.5, "FIRST_EXCEPTION"))
        state_of("b1.3", 1)
        mark("b1.4")
        put_nowait("b1.5", 1, 9)
        set_future("b1.6", 3, 9)
        return 68
      end)
      await(b1())
      await(wait_some("t1.3", {2}, -1, "FIRST_COMPLETED"))
      do
        local _ <close> = defer(function()
          mark("t1.5")
          shelter("t1.7", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(wait_future("t1.6", 1))
          end)
          shelter("t1.9", "Exception", function()
            local _ <close> = timeout_scope(4, 0.5)
            await(join_queue("t1.8", 1))
          end)
        end)
        watch("t1.4", 2)
      end
    end
    shelter("t1.11", "Exception", function()
      local _ <close> = timeout_scope(5, 0)
      await(wait_future("t1.10", 1))
    end)
    return 84
  end)
  spawn(1, t1, true)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_future("main.1", 2))
    end)
  end)
  shelter("main.5", "Exception", function()
    watch_future("main.4", 4)
  end)
  shelter("main.6", "Exception", function()
    await(nap(0))
  end)
  await(join_queue("main.8", 1))
end
--[==[ trace
0 t1.1 nil
0 t1.2 nil
0 b1.1
3 t2.2 TimeoutError
5 b1.2 {} {t2}
5 b1.3 pending
5 b1.4
5 b1.5 nil
5 b1.6 nil
5 t2.5 TimeoutError
7 t1.3 {t2} {}
7 t1.5
8 t1.4 finished 49
10 main.2 TimeoutError
10 t1.7 TimeoutError
13 t1.9 TimeoutError
- raised TimeoutError
]==]
