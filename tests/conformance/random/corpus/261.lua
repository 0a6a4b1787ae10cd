-- Random program, seed 2957; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      do
        local _ <close> = group_scope(1)
        local t2 = async(function()
          put_nowait("t2.1", 2, 9)
          watch("t2.2", 1)
          return 3
        end)
        spawn(2, t2, false)
        put_nowait("t1.1", 2, 9)
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_event("t1.2", 1))
        end)
      end
      local t3 = async(function()
        shelter("t3.6", nil, function()
          shelter("t3.2", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join("t3.1", 2))
          end)
          local _ <close> = await(condition(2):acquire())
          put_nowait("t3.3", 2, 1)
          fail_future("t3.4", 1)
          notify("t3.5", 2, 2)
        end)
        return 3
      end)
      spawn(3, t3, true)
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_event("t1.4", 1))
      end)
      local t4 = async(function()
        boom("t4.1")
        await(join("t4.2", 2))
        release_semaphore("t4.3", 1)
        cancel("t4.4", 3)
        queue_size("t4.5", 1)
        return 27
      end)
      spawn(4, t4, false)
    end)
    local t5 = async(function()
      shelter("t5.3", nil, function()
        await(nap(0))
        await(nap(0.5))
        await(nap(0.25))
        put_nowait("t5.2", 2, 9)
      end)
      return 10
    end)
    spawn(5, t5, true)
    shelter("t1.8", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(put("t1.7", 1, 6))
    end)
    await(nap(1.5))
    do
      local _ <close> = await(lock(1):acquire())
      do
        local _ <close> = await(semaphore(2):acquire())
        set_event(1)
        put_nowait("t1.9", 2, 1)
      end
    end
    return 88
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    boom("main.1")
  end)
  shelter("main.4", "Exception", function()
    for _ = 1, 3 do
      get_var("main.3")
      for _ = 1, 2 do
        set_event(1)
      end
    end
  end)
  shelter("main.9", "Exception", function()
    set_event(1)
    release_semaphore("main.5", 1)
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(get("main.6", 1))
    end)
    task_done("main.8", 1)
  end)
  shelter("main.13", nil, function()
    cancel("main.10", 4)
    put_nowait("main.11", 1, 8)
    queue_size("main.12", 1)
    await(nap(0))
  end)
  shelter("main.15", "Exception", function()
    cancel("main.14", 3)
  end)
end
--[==[ trace
0 main.1
0 main.2 Boom main.1
0 main.3 0
0 main.3 0
0 main.3 0
0 main.5 misuse true
1 t1.1 nil
1 t1.2 true true
1 t1.4 true true
1 t1.7
2 t2.1 QueueFull
2 t4.1
2 main.6 6
2 main.8 nil
2 main.10 false
2 main.11 nil
2 main.12 1 false false
3 t3.1 3
3 t3.3 QueueFull
3 t3.4 nil
3 t3.5 nil
3 main.14 false
5 t5.3 CancelledError
6 t2.2 cancelled
]==]
