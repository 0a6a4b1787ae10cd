-- Random program, seed 4063; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.9", nil, function()
        local g1 = coroutine.wrap(function()
          shelter("g1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(put("g1.1", 2, 3))
          end)
          coroutine.yield(1)
          cancel("g1.4", 1)
          await(abort_barrier("g1.5", 1))
          coroutine.yield(2)
        end)
        for value in g1 do log("t2.1", value) end
        do
          local _ <close> = defer(function()
            mark("t2.4")
            shelter("t2.6", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(wait_event("t2.5", 2))
            end)
            clear_event(2)
          end)
          set_event(2)
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_barrier("t2.2", 1))
          end)
        end
        shelter("t2.8", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(wait_barrier("t2.7", 1))
        end)
      end)
      shelter("t2.15", nil, function()
        local _ <close> = defer(function()
          mark("t2.12")
          mark("t2.13")
          boom("t2.14")
        end)
        mark("t2.10")
        cancel("t2.11", 1)
      end)
      return 7
    end)
    spawn(2, t2, false)
    local b1 = async(function()
      shelter("b1.5", nil, function()
        do
          local _ <close> = group_scope(1)
          await(nap(0))
        end
        await(look("b1.1", 2))
        shelter("b1.3", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(get("b1.2", 1))
        end)
        reschedule("b1.4", 4, 3)
      end)
      return 29
    end)
    await(b1())
    cancel("t1.1", 1)
    reschedule("t1.2", 3, 0.25)
    shelter("t1.4", nil, function()
      release_semaphore("t1.3", 2)
    end)
    return 34
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      await(look("t3.1", 1))
    end)
    return 41
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      cancel("t4.1", 3)
    end)
    return 6
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    boom("t5.1")
    return 79
  end)
  spawn(5, t5, false)
  shelter("main.2", "Exception", function()
    local _ <close> = timeout_scope(6, 1)
    await(wait_barrier("main.1", 1))
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(join("main.4", 4))
    end)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(wait_condition("main.7", 1))
    end)
  end)
  shelter("main.11", "Exception", function()
    release_semaphore("main.10", 2)
  end)
  shelter("main.14", nil, function()
    shelter("main.13", "Exception", function()
      local _ <close> = timeout_scope(9, 1)
      await(put("main.12", 1, 1))
    end)
  end)
  shelter("main.16", "Exception", function()
    mark("main.15")
  end)
end
--[==[ trace
1 t4.1 true
1 t5.1
2 g1.1
2 t2.1 1
2 g1.4 true
2 g1.5 true
2 t2.1 2
2 t2.3 BrokenBarrierError
2 t2.4
2 t2.5 true true
2 t2.8 BrokenBarrierError
2 t2.10
2 t2.11 true
2 t2.12
2 t2.13
2 t2.14
2 t2.15 Boom t2.14
2 b1.5 CancelledError
2 t1.1 true
2 t1.2 misuse
2 t1.3 nil false
3 main.2 BrokenBarrierError
3 main.4 6
3 main.8 misuse
3 main.10 nil false
3 main.12
3 main.15
3 t3.1 CancelledError
]==]
