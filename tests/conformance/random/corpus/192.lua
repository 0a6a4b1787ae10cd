-- Random program, seed 4981; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 2}, {"priority", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.13", "Exception", function()
      local _ <close> = defer(function()
        mark("t1.7")
        watch("t1.8", 1)
        local _ <close> = group_scope(2)
        put_nowait("t1.9", 2, 1)
        uncancel("t1.12")
      end)
      do
        local _ <close> = group_scope(1)
        get_nowait("t1.2", 1)
        put_nowait("t1.3", 1, 1)
        cancel("t1.4", 1)
        set_event(1)
      end
      cancel("t1.5", 1)
      get_nowait("t1.6", 1)
    end)
    return 72
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    do
      local _ <close> = timeout_scope(1, 0.5)
      bump()
      do
        local _ <close> = timeout_scope(2, 1)
        await(look("main.1", 1))
        local b1 = async(function()
          shelter("b1.5", nil, function()
            cancel("b1.1", 1)
            await(join("b1.2", 1))
            shelter("b1.4", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(join("b1.3", 1))
            end)
          end)
          return 72
        end)
        await(b1())
      end
      expired("main.2", 2)
      clear_event(1)
    end
    state_of("main.3", 1)
    local c1 = async(function()
      shelter("c1.7", nil, function()
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(get("c1.1", 2))
        end)
        shelter("c1.4", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(join("c1.3", 1))
        end)
        shelter("c1.6", "Exception", function()
          local _ <close> = timeout_scope(6, 0.25)
          await(wait_future("c1.5", 2))
        end)
        await(nap(0.5))
      end)
      return 84
    end)
    local c2 = async(function()
      shelter("c2.7", "Exception", function()
        shelter("c2.2", "Exception", function()
          local _ <close> = timeout_scope(7, 1)
          await(get("c2.1", 2))
        end)
        local b2 = async(function()
          shelter("b2.2", "Exception", function()
            local _ <close> = timeout_scope(8, 0)
            await(wait_event("b2.1", 1))
          end)
          reschedule("b2.3", 2, 0.5)
          do
            local _ <close> = group_scope(3)
            await(wait_some("b2.4", {1, 1}, 1, "FIRST_EXCEPTION"))
          end
          await(look("b2.5", 1))
          return 12
        end)
        await(b2())
        await(nap(0.25))
        local _ <close> = defer(function()
          mark("c2.6")
          await(nap(0.5))
        end)
        shelter("c2.4", "Exception", function()
          local _ <close> = timeout_scope(9, 0)
          await(join_queue("c2.3", 1))
        end)
        clear_event(1)
        queue_size("c2.5", 1)
      end)
      return 18
    end)
    await(gather_all("main.4", {c1, 1, c2}, true))
    await(nap(0))
  end)
  shelter("main.7", nil, function()
    await(look("main.6", 1))
  end)
  set_event(1)
  shelter("main.9", nil, function()
    state_of("main.8", 1)
  end)
end
--[==[ trace
1 t1.2 QueueEmpty
1 t1.3 nil
1 t1.4 true
1 t1.5 true
1 t1.6 1
1 t1.7
1 t1.9 nil
1 t1.12 1
2 main.1 CancelledError
2 b1.1 false
2 b1.5 CancelledError
2 main.2 false
2 main.3 cancelled
2 t1.8 cancelled
3 c1.1 1
3 c1.7 CancelledError
6 c2.2 TimeoutError
8 b2.2 TimeoutError
8 b2.3 misuse
10 b2.4 {t1} {}
10 b2.5 CancelledError
14 c2.4 TimeoutError
14 c2.5 0 true false
14 c2.6
18 main.4 [84, CancelledError, 18]
19 main.6 CancelledError
19 main.8 cancelled
]==]
