-- Random program, seed 1641; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      mark("t1.1")
    end)
    shelter("t1.6", "Exception", function()
      for _ = 1, 2 do
        do
          local _ <close> = group_scope(1)
          state_of("t1.4", 1)
          bump()
        end
      end
    end)
    return 78
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      get_var("t2.1")
      notify_all("t2.2", 1)
      local _ <close> = group_scope(2)
      mark("t2.3")
      set_future("t2.4", 2, 5)
    end)
    return 35
  end)
  spawn(2, t2, false)
  shelter("main.5", nil, function()
    for _ = 1, 3 do
      do
        local _ <close> = await(semaphore(1):acquire())
        get_var("main.2")
        later(1, 0.5, function()
          cancel_future("k1.1", 1)
        end)
        get_var("main.3")
      end
    end
    mark("main.4")
  end)
  await(gather_all("main.6", {2, 1}, false))
  await(wait_some("main.7", {2, 2, 1}, 0, "FIRST_COMPLETED"))
  get_nowait("main.8", 2)
  shelter("main.17", "Exception", function()
    group_cancel("main.9", 1)
    start_gather(1, {2, 1}, false)
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(put("main.10", 2, 4))
    end)
    await(wait_shielded("main.12", 2))
    await(wait_gather("main.13", 1))
    put_nowait("main.14", 2, 7)
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(acquire_lock("main.15", 1))
    end)
  end)
end
--[==[ trace
0 main.2 0
0 main.3 0
0 main.2 0
0 main.3 0
0 main.2 0
0 main.3 0
0 main.4
1 t1.1
1 t1.4 pending
1 t1.4 pending
1 t2.1 0
1 t2.2 misuse
1 t2.3
1 t2.4 nil
3 main.6 [35, 78]
5 main.7 {t1, t2} {}
5 main.8 QueueEmpty
5 main.9
5 main.10
5 main.12 35
5 main.13 [35, 78]
5 main.14 nil
5 main.15
]==]
