-- Random program, seed 778; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.8", "Exception", function()
        do
          local _ <close> = group_scope(1)
          group_cancel("t2.1", 1)
          watch("t2.2", 1)
          cancelling("t2.3")
        end
        shelter("t2.5", "Exception", function()
          local _ <close> = timeout_scope(1, 0.25)
          await(get("t2.4", 1))
        end)
        state_of("t2.6", 2)
        set_future("t2.7", 1, 7)
      end)
      shelter("t2.13", "Exception", function()
        do
          local _ <close> = group_scope(2)
          shelter("t2.10", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(join_queue("t2.9", 2))
          end)
        end
        local b1 = async(function()
          cancel_future("b1.1", 3)
          shelter("b1.3", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(get("b1.2", 1))
          end)
          set_future("b1.4", 2, 2)
          shelter("b1.8", nil, function()
            boom("b1.5")
            cancel("b1.6", 1)
            mark("b1.7")
            bump()
          end)
          return 49
        end)
        await(b1())
      end)
      return 19
    end)
    spawn(2, t2, false)
    put_nowait("t1.1", 2, 9)
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(4, 0.25)
      await(wait_condition("t1.2", 1))
    end)
    queue_size("t1.4", 2)
    shelter("t1.9", nil, function()
      put_nowait("t1.5", 1, 2)
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(get("t1.6", 1))
      end)
      set_future("t1.8", 2, 5)
    end)
    return 42
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    await(nap(2))
  end)
  shelter("main.3", nil, function()
    boom("main.2")
  end)
  shelter("main.5", "Exception", function()
    cancel("main.4", 2)
  end)
  shelter("main.7", "Exception", function()
    await(look("main.6", 2))
  end)
  shelter("main.9", nil, function()
    await(wait_some("main.8", {2}, 0.25, "ALL_COMPLETED"))
  end)
  shelter("main.11", nil, function()
    group_cancel("main.10", 1)
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.3 misuse
1 t1.4 1 false false
1 t1.5 nil
1 t1.6 2
1 t1.8 nil
2 t2.1
2 t2.3 1
3 t2.2 finished 42
5 t2.5 TimeoutError
5 t2.6 pending
5 t2.7 nil
7 t2.10 TimeoutError
7 b1.1 true
9 b1.3 TimeoutError
9 b1.4 InvalidStateError
9 b1.5
9 b1.8 Boom b1.5
11 main.2
11 main.3 Boom main.2
11 main.4 false
11 main.6 19
13 main.8 {t2} {}
13 main.10
]==]
