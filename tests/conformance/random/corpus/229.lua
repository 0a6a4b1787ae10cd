-- Random program, seed 2342; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local b1 = async(function()
      shelter("b1.8", nil, function()
        local b2 = async(function()
          shelter("b2.3", nil, function()
            get_nowait("b2.2", 1)
          end)
          shelter("b2.5", nil, function()
            watch("b2.4", 1)
            await(nap(1))
          end)
          return 70
        end)
        await(b2())
        do
          local _ <close> = defer(function()
            mark("b1.2")
            shelter("b1.4", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(get("b1.3", 1))
            end)
          end)
          set_event(1)
          set_future("b1.1", 4, 2)
        end
        local _ <close> = group_scope(1)
        cancel("b1.5", 1)
        bump()
        task_done("b1.7", 1)
      end)
      shelter("b1.16", "Exception", function()
        bump()
        do
          local _ <close> = defer(function()
            mark("b1.11")
            watch("b1.12", 1)
            cancel("b1.13", 1)
          end)
          set_var(9)
        end
        cancel("b1.14", 1)
        notify_all("b1.15", 1)
      end)
      return 6
    end)
    await(b1())
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_event("t1.1", 2))
    end)
    shelter("t1.4", nil, function()
      get_var("t1.3")
    end)
    return 7
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    set_future("t2.1", 3, 1)
    get_nowait("t2.2", 1)
    return 60
  end)
  spawn(2, t2, false)
  shelter("main.1", "Exception", function()
    bump()
  end)
  shelter("main.3", "Exception", function()
    await(wait_some("main.2", {1, 1, 2}, 0.25, "FIRST_COMPLETED"))
  end)
  shelter("main.5", "Exception", function()
    get_nowait("main.4", 2)
  end)
  shelter("main.6", "Exception", function()
    set_event(2)
  end)
end
--[==[ trace
1 b2.2 QueueEmpty
1 t2.1 nil
1 t2.2 QueueEmpty
3 main.2 {t2} {t1}
3 main.4 QueueEmpty
5 b2.5 CancelledError
5 b1.1 nil
5 b1.2
7 b1.4 TimeoutError
7 b1.5 true
7 b1.7 misuse
7 b1.11
7 b1.13 true
7 b1.14 true
7 b1.15 misuse
7 t1.1 true true
7 t1.3 9
8 b2.4 cancelled
8 b1.12 cancelled
]==]
