-- Random program, seed 3923; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0)
      await(wait_event("t1.1", 1))
    end)
    uncancel("t1.3")
    shelter("t1.5", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_event("t1.4", 1))
    end)
    get_nowait("t1.7", 1)
    return 63
  end)
  spawn(1, t1, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(join("main.1", 1))
    end)
  end)
  local b1 = async(function()
    mark("b1.1")
    reschedule("b1.2", 1, -1)
    return 86
  end)
  await(b1())
  cancel("main.4", 1)
  shelter("main.6", nil, function()
    cancel("main.5", 1)
  end)
  shelter("main.10", nil, function()
    await(nap(0.25))
    local c1 = async(function()
      shelter("c1.6", "Exception", function()
        for _ = 1, 3 do
          do
            local _ <close> = defer(function()
              mark("c1.2")
              await(wait_some("c1.3", {1, 1, 1}, 1, "ALL_COMPLETED"))
            end)
            cancel("c1.1", 1)
          end
        end
        get_nowait("c1.4", 1)
        local b2 = async(function()
          shelter("b2.4", "Exception", function()
            local c2 = async(function()
              shelter("c2.5", nil, function()
                cancel("c2.1", 1)
                cancel("c2.2", 1)
                shelter("c2.4", "Exception", function()
                  local _ <close> = timeout_scope(4, 0)
                  await(wait_condition("c2.3", 1))
                end)
              end)
              shelter("c2.11", "Exception", function()
                clear_event(1)
                put_nowait("c2.6", 2, 9)
                shelter("c2.8", "Exception", function()
                  local _ <close> = timeout_scope(5, 0.5)
                  await(wait_future("c2.7", 2))
                end)
                shelter("c2.10", "Exception", function()
                  local _ <close> = timeout_scope(6, 0.5)
                  await(wait_event("c2.9", 1))
                end)
              end)
              return 32
            end)
            await(wait_limited("b2.1", c2, 1))
            set_var(8)
            shelter("b2.3", "Exception", function()
              local _ <close> = timeout_scope(7, 0.5)
              await(acquire_lock("b2.2", 1))
            end)
          end)
          shelter("b2.6", nil, function()
            put_nowait("b2.5", 2, 6)
          end)
          return 12
        end)
        await(b2())
        await(put("c1.5", 1, 1))
      end)
      shelter("c1.7", "Exception", function()
        set_event(1)
      end)
      return 13
    end)
    await(wait_shielded("main.7", c1))
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(acquire_lock("main.8", 1))
    end)
  end)
  shelter("main.11", nil, function()
    set_event(1)
  end)
  shelter("main.12", "Exception", function()
    set_event(1)
  end)
end
--[==[ trace
3 t1.2 TimeoutError
3 t1.3 0
6 main.2 TimeoutError
6 b1.1
6 b1.2 misuse
6 main.4 false
6 main.5 false
9 c1.1 false
9 c1.2
11 c1.3 {t1} {}
11 c1.1 false
11 c1.2
13 c1.3 {t1} {}
13 c1.1 false
13 c1.2
15 c1.3 {t1} {}
15 c1.4 QueueEmpty
15 c2.1 false
15 c2.2 false
15 c2.4 misuse
15 c2.6 nil
18 c2.8 TimeoutError
20 b2.4 TimeoutError
20 b2.5 nil
20 c1.5
22 main.7 13
22 main.8
]==]
