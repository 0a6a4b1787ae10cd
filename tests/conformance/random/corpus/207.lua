-- Random program, seed 644; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"bounded", 0}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 0}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("t1.1", 1)
      end
      local g1 = coroutine.wrap(function()
        local t2 = async(function()
          shutdown_queue("t2.1", 1, true)
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(wait_barrier("t2.2", 1))
          end)
          shelter("t2.5", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_barrier("t2.4", 1))
          end)
          cancel("t2.6", 2)
          return 24
        end)
        spawn(2, t2, false)
        coroutine.yield(1)
        local t3 = async(function()
          await(join("t3.1", 2))
          state_of("t3.2", 2)
          state_of("t3.3", 3)
          cancel("t3.4", 3)
          cancel("t3.5", 3)
          return 74
        end)
        spawn(3, t3, false)
        coroutine.yield(2)
        shelter("g1.3", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(wait_barrier("g1.2", 1))
        end)
        state_of("g1.4", 2)
        coroutine.yield(3)
      end)
      for value in g1 do log("t1.2", value) end
      do
        local _ <close> = await(condition(1):acquire())
        await(wait_condition_for("t1.3", 1, 3))
      end
      local _ <close> = group_scope(1)
      await(each_outcome("t1.4", {2}, 2))
      for _ = 1, 3 do
        cancel_future("t1.5", 2)
      end
    end)
    return 13
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0.25)
      await(join_queue("t4.1", 2))
    end)
    do
      local _ <close> = defer(function()
        mark("t4.7")
        await(wait_some("t4.8", {3, 1, 2}, 1, "FIRST_EXCEPTION"))
      end)
      local c1 = async(function()
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(5, 0)
          await(wait_event("c1.1", 1))
        end)
        shelter("c1.8", "Exception", function()
          await(wait_some("c1.3", {2}, 1, "ALL_COMPLETED"))
          uncancel("c1.4")
          mark("c1.6")
          await(look("c1.7", 1))
        end)
        return 53
      end)
      local c2 = async(function()
        state_of("c2.1", 4)
        shelter("c2.2", nil, function()
          await(nap(2))
        end)
        return 64
      end)
      await(each_outcome("t4.3", {c1, 1, c2}, nil))
      shelter("t4.5", "Exception", function()
        local _ <close> = timeout_scope(6, 0)
        await(wait_barrier("t4.4", 1))
      end)
      cancel("t4.6", 1)
    end
    return 14
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(wait_barrier("t5.1", 1))
    end)
    return 74
  end)
  spawn(5, t5, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(join("main.1", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    notify_all("main.4", 1)
  end)
  shelter("main.7", nil, function()
    queue_size("main.6", 1)
  end)
  shelter("main.8", nil, function()
    await(nap(0.5))
  end)
  shelter("main.9", nil, function()
    await(nap(0.25))
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.2 1
1 t1.2 2
1 t4.1
2 t2.1
2 t2.2 2
2 c2.1 pending
3 g1.2 0
3 g1.4 pending
3 t1.2 3
3 t5.1 1
4 c1.2 TimeoutError
6 t2.5 TimeoutError
6 t2.6 true
6 c1.3 {t2} {}
6 c1.4 0
6 c1.6
6 c1.7 CancelledError
7 main.2 TimeoutError
7 main.4 misuse
7 main.6 0 true false
8 t4.3 CancelledError
8 t4.3 53
14 t4.3 CancelledError
14 c2.2 CancelledError
16 t4.5 TimeoutError
16 t4.6 false
16 t4.7
18 t4.8 {t1, t2, t3} {}
]==]
