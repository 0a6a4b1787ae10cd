-- Random program, seed 510; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      for _ = 1, 2 do
        cancel("t1.1", 1)
      end
      do
        local _ <close> = group_scope(1)
        set_event(2)
        watch("t1.2", 1)
      end
      later(1, 0, function()
        set_event(2)
        later(2, 0.25, function()
          set_event(1)
        end)
      end)
    end)
    return 82
  end)
  spawn(1, t1, false)
  shelter("main.3", "Exception", function()
    watch("main.1", 1)
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        local c2 = async(function()
          do
            local _ <close> = await(lock(1):acquire())
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(wait_barrier("c2.1", 1))
            end)
          end
          uncancel("c2.3")
          for _ = 1, 2 do
            cancel("c2.4", 1)
            await(nap(0))
          end
          soon(3, function()
            set_var(3)
            group_cancel("k3.1", 1)
            set_event(1)
          end)
          shelter("c2.7", "Exception", function()
            uncancel("c2.5")
            await(wait_event("c2.6", 2))
          end)
          return 34
        end)
        await(each_outcome("c1.1", {c2}, 0.5))
      end)
      return 28
    end)
    await(each_outcome("main.2", {1, c1}, -1))
  end)
  shelter("main.7", nil, function()
    cancel_future("main.4", 3)
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(wait_event("main.5", 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    local g1 = coroutine.wrap(function()
      local c3 = async(function()
        shelter("c3.4", nil, function()
          cancel_future("c3.1", 2)
          set_event(1)
          cancel_future("c3.2", 1)
          await(abort_barrier("c3.3", 1))
        end)
        return 86
      end)
      await(each_outcome("g1.1", {1, 1, c3}, -1))
      coroutine.yield(1)
    end)
    for value in g1 do log("main.8", value) end
    group_cancel("main.9", 1)
    await(reset_barrier("main.10", 1))
  end)
end
--[==[ trace
1 t1.1 true
1 t1.1 true
2 main.1 cancelled
2 t1.2 cancelled
2 main.2 TimeoutError
2 main.2 TimeoutError
2 main.4 true
4 main.5 true true
5 c3.1 true
5 c3.2 true
5 c3.3 true
6 c2.2 BrokenBarrierError
6 c2.3 0
6 c2.4 false
6 g1.1 CancelledError
6 g1.1 TimeoutError
6 main.8 1
6 main.9
6 main.10 0
7 c2.4 false
8 c1.1 CancelledError
]==]
