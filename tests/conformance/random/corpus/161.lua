-- Random program, seed 4018; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", nil, function()
      do
        local _ <close> = defer(function()
          mark("t1.3")
          state_of("t1.4", 1)
          cancel("t1.5", 1)
        end)
        shelter("t1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_future("t1.1", 2))
        end)
        local t2 = async(function()
          shelter("t2.3", nil, function()
            shelter("t2.2", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(get("t2.1", 2))
            end)
            bump()
          end)
          return 68
        end)
        spawn(2, t2, false)
      end
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(put("t1.6", 2, 5))
      end)
    end)
    shelter("t1.11", "Exception", function()
      shelter("t1.10", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(join_queue("t1.9", 2))
      end)
    end)
    return 10
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    local _ <close> = timeout_scope(5, 0.5)
    await(acquire_lock("main.1", 1))
  end)
  local t3 = async(function()
    shelter("t3.4", "Exception", function()
      get_var("t3.1")
      do
        local _ <close> = await(semaphore(2):acquire())
        await(reset_barrier("t3.2", 1))
      end
      await(wait_limited("t3.3", 2, 1))
    end)
    return 60
  end)
  spawn(3, t3, false)
  shelter("main.8", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(wait_condition("main.3", 2))
    end)
    local _ <close> = await(condition(1):acquire())
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(wait_event("main.5", 1))
    end)
    notify_all("main.7", 1)
  end)
  shelter("main.14", "Exception", function()
    for _ = 1, 3 do
      await(look("main.9", 3))
      cancel("main.10", 1)
    end
    set_event(1)
    await(look("main.11", 1))
    shelter("main.13", "Exception", function()
      local _ <close> = timeout_scope(8, 0.5)
      await(wait_barrier("main.12", 1))
    end)
  end)
end
--[==[ trace
0 main.1
0 main.4 misuse
1 t3.1 0
1 t3.2 0
1 t3.3 0
3 t1.2 TimeoutError
3 t1.3
3 t1.4 pending
3 t1.5 true
3 t1.6
4 t2.1 5
6 main.6 TimeoutError
6 main.7 nil
6 main.9 60
6 main.10 false
6 main.9 60
6 main.10 false
6 main.9 60
6 main.10 false
6 main.11 CancelledError
8 main.13 TimeoutError
]==]
