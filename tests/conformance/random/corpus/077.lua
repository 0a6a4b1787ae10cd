-- Random program, seed 891; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"lifo", 3}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      soon(1, function()
        clear_event(1)
        mark("k1.1")
        local t2 = async(function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(wait_barrier("t2.1", 1))
          end)
          shelter("t2.4", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(put("t2.3", 2, 5))
          end)
          cancel("t2.5", 2)
          return 20
        end)
        spawn(2, t2, true)
      end)
      await(nap(1.5))
      cancel_future("t1.1", 2)
    end)
    notify("t1.3", 2, 2)
    do
      local _ <close> = timeout_scope(3, 2)
      watch("t1.4", 2)
      notify("t1.5", 1, 3)
    end
    return 47
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    local c1 = async(function()
      shelter("c1.3", nil, function()
        notify("c1.1", 1, 2)
        notify("c1.2", 1, 2)
      end)
      return 80
    end)
    await(gather_all("main.1", {c1, 2}, false))
  end)
  shelter("main.10", nil, function()
    do
      local _ <close> = defer(function()
        mark("main.6")
        state_of("main.7", 2)
      end)
      set_future("main.3", 1, 8)
      set_future("main.4", 3, 5)
      watch("main.5", 1)
    end
    clear_event(1)
    cancel("main.8", 1)
    await(wait_some("main.9", {2}, 0.25, "ALL_COMPLETED"))
  end)
  shelter("main.13", nil, function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_barrier("main.11", 1))
    end)
  end)
  shelter("main.15", "Exception", function()
    set_future("main.14", 1, 9)
  end)
  shelter("main.16", nil, function()
    clear_event(1)
  end)
  shelter("main.18", "Exception", function()
    get_nowait("main.17", 2)
  end)
end
--[==[ trace
1 c1.1 misuse
1 c1.2 misuse
2 k1.1
3 main.1 [80]
3 main.3 nil
3 main.4 nil
3 main.6
3 main.7 pending
3 main.8 true
4 t1.2 CancelledError
4 t1.3 misuse
4 t1.5 misuse
5 main.5 finished 47
7 main.9 {} {t2}
7 main.11 1
7 main.14 InvalidStateError
7 main.17 QueueEmpty
8 t2.1 0
8 t2.3
8 t2.5 true
9 t1.4 cancelled
]==]
