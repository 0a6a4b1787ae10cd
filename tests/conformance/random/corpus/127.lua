-- Random program, seed 2787; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 0}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      local c1 = async(function()
        shelter("c1.4", nil, function()
          local c2 = async(function()
            bump()
            shelter("c2.4", "Exception", function()
              shelter("c2.2", "Exception", function()
                local _ <close> = timeout_scope(1, 0)
                await(get("c2.1", 2))
              end)
              bump()
              cancelling("c2.3")
            end)
            return 82
          end)
          await(gather_all("c1.1", {c2}, true))
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(acquire_lock("c1.2", 1))
          end)
        end)
        shelter("c1.8", "Exception", function()
          local c3 = async(function()
            watch_future("c3.1", 2)
            clear_event(2)
            shelter("c3.3", "Exception", function()
              local _ <close> = timeout_scope(3, 0)
              await(acquire_lock("c3.2", 2))
            end)
            shelter("c3.5", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(join_queue("c3.4", 2))
            end)
            return 69
          end)
          await(wait_limited("c1.5", c3, 0.5))
          put_nowait("c1.6", 2, 8)
          task_done("c1.7", 1)
        end)
        return 74
      end)
      await(wait_limited("t1.1", c1, 2))
      local _ <close> = group_scope(1)
      do
        local _ <close> = group_scope(2)
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(5, 0.25)
          await(wait_barrier("t1.2", 1))
        end)
        get_nowait("t1.4", 2)
        put_nowait("t1.5", 2, 6)
      end
    end)
    bump()
    mark("t1.7")
    do
      local _ <close> = defer(function()
        mark("t1.10")
        local c4 = async(function()
          shelter("c4.3", nil, function()
            put_nowait("c4.1", 1, 3)
            await(nap(0.5))
            await(get("c4.2", 1))
          end)
          await(wait_some("c4.4", {2, 2}, -1, "FIRST_EXCEPTION"))
          return 23
        end)
        await(each_outcome("t1.11", {c4}, 0.25))
      end)
      local t2 = async(function()
        shelter("t2.4", "Exception", function()
          put_nowait("t2.1", 2, 9)
          await(nap(0.5))
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(6, 1)
            await(wait_barrier("t2.2", 1))
          end)
        end)
        return 67
      end)
      spawn(2, t2, false)
      uncancel("t1.9")
    end
    return 7
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_event("t3.1", 1))
    end)
    local g1 = coroutine.wrap(function()
      notify_all("g1.1", 1)
      put_nowait("g1.2", 2, 6)
      coroutine.yield(1)
      shelter("g1.4", "Exception", function()
        local _ <close> = timeout_scope(8, 0.5)
        await(wait_event("g1.3", 1))
      end)
      coroutine.yield(2)
    end)
    for value in g1 do log("t3.3", value) end
    watch_future("t3.4", 1)
    await(wait_some("t3.5", {1}, nil, "ALL_COMPLETED"))
    put_nowait("t3.6", 2, 3)
    return 58
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      await(wait_some("t4.1", {2, 3}, 0, "FIRST_EXCEPTION"))
    end)
    return 20
  end)
  spawn(4, t4, false)
  shelter("main.2", "Exception", function()
    cancel_future("main.1", 2)
  end)
  shelter("main.4", "Exception", function()
    local _ <close> = timeout_scope(9, 0)
    await(wait_event("main.3", 2))
  end)
  shelter("main.6", "Exception", function()
    cancelling("main.5")
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(10, 1)
      await(wait_event("main.7", 2))
    end)
  end)
  shelter("main.10", "Exception", function()
    await(nap(0))
  end)
end
--[==[ trace
0 main.1 true
2 main.4 TimeoutError
2 main.5 0
3 t4.1 {} {t3}
4 c2.2 TimeoutError
4 c2.3 0
6 c1.1 [82]
6 c1.2
6 c3.2
6 c3.4
6 c1.5 69
6 c1.6 nil
6 c1.7 misuse
6 t1.1 74
7 c3.1 cancelled
9 t1.3 TimeoutError
9 t1.4 8
9 t1.5 nil
9 t1.7
9 t1.9 0
9 t1.10
10 t2.1 nil
10 c4.1 nil
12 t3.2 TimeoutError
12 g1.1 misuse
12 g1.2 nil
12 t3.3 1
12 t1.11 TimeoutError
14 c4.2 3
16 c4.4 {} {t2}
18 main.8 TimeoutError
18 g1.4 TimeoutError
18 t3.3 2
20 t3.5 {t1} {}
20 t3.6 nil
]==]
