-- Random program, seed 5445; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      get_nowait("t1.1", 2)
      local _ <close> = timeout_scope(1, 1)
      state_of("t1.3", 1)
      clear_event(1)
    end)
    await(nap(2))
    return 34
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.9", "Exception", function()
      do
        local _ <close> = await(condition(1):acquire())
        notify("t2.1", 1, 1)
      end
      do
        local _ <close> = await(lock(1):acquire())
        shelter("t2.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(acquire_semaphore("t2.2", 1))
        end)
        do
          local _ <close> = group_scope(1)
          set_event(1)
          release_semaphore("t2.4", 1)
          cancel("t2.5", 0)
        end
        shelter("t2.7", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(acquire_semaphore("t2.6", 1))
        end)
      end
      cancel("t2.8", 1)
    end)
    return 70
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    mark("t3.1")
    group_cancel("t3.2", 1)
    return 28
  end)
  spawn(3, t3, false)
  shelter("main.9", nil, function()
    do
      local _ <close> = defer(function()
        mark("main.3")
        await(each_completed("main.4", {3, 2}, 2))
        local ok, err = try(function()
          release_semaphore("main.5", 1)
          await(nap(1))
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("main.6", err)
          set_event(1)
        end
      end)
      for _ = 1, 2 do
        task_done("main.1", 1)
      end
      fail_future("main.2", 1)
    end
    boom("main.7")
    put_nowait("main.8", 2, 2)
  end)
  await(nap(1))
  shelter("main.11", nil, function()
    boom("main.10")
  end)
  shelter("main.13", "Exception", function()
    boom("main.12")
  end)
end
--[==[ trace
0 main.1 misuse
0 main.1 misuse
0 main.2 nil
0 main.3
1 t1.1 QueueEmpty
1 t1.3 pending
1 t2.1 nil
1 t2.2
1 t2.4 nil false
1 t2.5 true
1 t2.6
1 t2.8 true
1 t3.1
1 t3.2
2 main.9 CancelledError
4 main.10
4 main.11 Boom main.10
4 main.12
4 main.13 Boom main.12
]==]
