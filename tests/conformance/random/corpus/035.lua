-- Random program, seed 968; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"priority", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      local _ <close> = timeout_scope(1, -1)
      release_semaphore("t1.2", 1)
      notify("t1.3", 1, 3)
      boom("t1.4")
    end)
    return 52
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      release_lock("t2.1", 1)
      state_of("t2.2", 1)
      for _ = 1, 2 do
        notify("t2.3", 1, 1)
      end
      notify("t2.4", 1, 1)
    end)
    shelter("t2.7", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(put("t2.6", 2, 8))
    end)
    start_gather(1, {1}, true)
    do
      local _ <close> = timeout_scope(3, 2)
      watch("t2.8", 2)
      put_nowait("t2.9", 2, 5)
      set_future("t2.10", 4, 2)
    end
    expired("t2.11", 3)
    task_done("t2.12", 1)
    await(wait_gather("t2.13", 1))
    return 37
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    shelter("t3.1", "Exception", function()
      await(nap(1))
    end)
    return 22
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    watch("main.1", 2)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(put("main.3", 1, 3))
    end)
  end)
  notify("main.6", 1, 1)
  shelter("main.8", nil, function()
    notify("main.7", 1, 1)
  end)
  shelter("main.10", "Exception", function()
    cancelling("main.9")
  end)
end
--[==[ trace
0 t1.2 misuse false
0 t1.3 misuse
0 t1.4
0 t1.5 Boom t1.4
0 t2.1 misuse false
0 t2.2 finished 52
0 t2.3 misuse
0 t2.3 misuse
0 t2.4 misuse
0 t2.6
0 t2.9 QueueFull
0 t2.10 nil
0 t2.11 false
0 t2.12 misuse
0 t2.13 [52]
0 main.3
0 main.6 misuse
0 main.7 misuse
0 main.9 0
1 main.1 finished 37
]==]
