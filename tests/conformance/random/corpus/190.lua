-- Random program, seed 2197; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    watch("t1.1", 0)
    set_future("t1.2", 1, 3)
    shelter("t1.6", nil, function()
      bump()
      cancelling("t1.3")
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(join_queue("t1.4", 2))
      end)
    end)
    return 18
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      put_nowait("t2.1", 2, 2)
      local t3 = async(function()
        shelter("t3.2", "Exception", function()
          local g1 = coroutine.wrap(function()
            await(wait_some("g1.1", {1}, 0.25, "ALL_COMPLETED"))
            coroutine.yield(1)
            boom("g1.2")
            coroutine.yield(2)
          end)
          for value in g1 do log("t3.1", value) end
        end)
        shelter("t3.6", "Exception", function()
          local _ <close> = group_scope(1)
          fail_future("t3.3", 1)
          shelter("t3.5", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_future("t3.4", 1))
          end)
        end)
        return 81
      end)
      spawn(3, t3, false)
      await(abort_barrier("t2.2", 1))
    end)
    return 40
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      local c1 = async(function()
        shelter("c1.3", nil, function()
          get_nowait("c1.1", 1)
          local c2 = async(function()
            shelter("c2.3", nil, function()
              cancel("c2.1", 2)
              cancel("c2.2", 2)
            end)
            shelter("c2.6", "Exception", function()
              clear_event(1)
              shelter("c2.5", "Exception", function()
                local _ <close> = timeout_scope(3, 0.5)
                await(join("c2.4", 2))
              end)
            end)
            return 79
          end)
          await(wait_limited("c1.2", c2, 1))
        end)
        shelter("c1.5", "Exception", function()
          local c3 = async(function()
            shelter("c3.2", "Exception", function()
              bump()
              await(wait_some("c3.1", {3, 3}, 1, "ALL_COMPLETED"))
            end)
            shelter("c3.4", "Exception", function()
              get_nowait("c3.3", 1)
            end)
            return 59
          end)
          await(gather_all("c1.4", {c3}, false))
        end)
        return 61
      end)
      await(gather_all("t4.1", {c1, 1}, true))
    end)
    notify("t4.3", 2, 3)
    cancel("t4.4", 1)
    shelter("t4.6", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join("t4.5", 2))
    end)
    return 24
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      get_nowait("t5.1", 2)
    end)
    set_future("t5.3", 2, 9)
    return 47
  end)
  spawn(5, t5, true)
  shelter("main.2", nil, function()
    cancel("main.1", 3)
  end)
  shelter("main.4", "Exception", function()
    get_nowait("main.3", 1)
  end)
  shelter("main.6", nil, function()
    await(wait_some("main.5", {3, 3}, -1, "FIRST_EXCEPTION"))
  end)
  shelter("main.8", "Exception", function()
    local _ <close> = timeout_scope(5, 0.5)
    await(wait_future("main.7", 2))
  end)
  shelter("main.9", "Exception", function()
    await(nap(1))
  end)
  shelter("main.11", "Exception", function()
    get_nowait("main.10", 2)
  end)
end
--[==[ trace
0 t5.1 QueueEmpty
0 t5.3 nil
0 main.3 QueueEmpty
0 main.7 9
1 t1.2 nil
1 t1.3 0
1 t1.4
1 t2.1 nil
1 t2.2 true
2 c1.1 QueueEmpty
2 c2.1 false
2 c2.2 false
2 c2.4 40
2 c1.2 79
4 g1.1 {t1} {}
4 t3.1 1
4 g1.2
4 t3.2 Boom g1.2
4 t3.3 InvalidStateError
4 t3.4 3
6 c3.1 {t3} {}
6 c3.3 QueueEmpty
8 c1.4 [59]
10 t4.1 [61, 18]
10 t4.3 misuse
10 t4.4 false
10 t4.5 40
12 main.10 2
13 t1.1 finished nil
]==]
