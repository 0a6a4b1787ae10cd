-- Random program, seed 1112; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"lifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      notify("t1.2", 2, 2)
    end)
    return 52
  end)
  spawn(1, t1, false)
  shelter("main.5", "Exception", function()
    await(wait_some("main.1", {1}, 0.25, "FIRST_COMPLETED"))
    await(look("main.2", 1))
    get_nowait("main.3", 2)
    uncancel("main.4")
  end)
  shelter("main.12", nil, function()
    do
      local _ <close> = timeout_scope(1, 1)
      do
        local _ <close> = await(condition(2):acquire())
        notify_all("main.6", 2)
      end
      mark("main.7")
    end
    expired("main.8", 1)
    uncancel("main.9")
    mark("main.10")
    mark("main.11")
  end)
  shelter("main.18", "Exception", function()
    do
      local _ <close> = await(semaphore(2):acquire())
      set_event(1)
      shelter("main.14", "Exception", function()
        local _ <close> = timeout_scope(2, 0.25)
        await(wait_event("main.13", 1))
      end)
      task_done("main.15", 2)
    end
    mark("main.16")
    state_of("main.17", 1)
  end)
  shelter("main.20", "Exception", function()
    state_of("main.19", 1)
  end)
  shelter("main.22", nil, function()
    get_nowait("main.21", 2)
  end)
  shelter("main.24", "Exception", function()
    state_of("main.23", 1)
  end)
end
--[==[ trace
1 t1.2 misuse
3 main.1 {t1} {}
3 main.2 52
3 main.3 QueueEmpty
3 main.4 0
3 main.6 nil
3 main.7
3 main.8 false
3 main.9 0
3 main.10
3 main.11
3 main.13 true true
3 main.15 misuse
3 main.16
3 main.17 finished 52
3 main.19 finished 52
3 main.21 QueueEmpty
3 main.23 finished 52
]==]
