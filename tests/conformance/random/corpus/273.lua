-- Random program, seed 2565; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 0}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      mark("t1.1")
      do
        local _ <close> = timeout_scope(1, 0.25)
        await(reset_barrier("t1.2", 1))
      end
      expired("t1.3", 1)
    end)
    boom("t1.5")
    cancel("t1.6", 1)
    set_event(1)
    return 68
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    do
      local ok, err = try(function()
        shelter("t2.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(acquire_lock("t2.2", 1))
        end)
        put_nowait("t2.4", 2, 7)
      end)
      if not ok then
        log_error("t2.5", err)
        do
          local _ <close> = await(condition(1):acquire())
          shelter("t2.7", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(wait_condition_for("t2.6", 1, 1))
          end)
        end
      end
    end
    shelter("t2.9", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_future("t2.8", 2))
    end)
    await(look("t2.10", 1))
    return 5
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    do
      local _ <close> = timeout_scope(5, nil)
      await(look("t3.1", 1))
      local b1 = async(function()
        notify_all("b1.1", 1)
        uncancel("b1.2")
        cancel("b1.3", 1)
        get_var("b1.4")
        await(look("b1.5", 1))
        uncancel("b1.6")
        return 83
      end)
      await(b1())
    end
    expired("t3.2", 5)
    shelter("t3.10", "Exception", function()
      do
        local _ <close> = group_scope(1)
        task_done("t3.3", 2)
        release_semaphore("t3.4", 2)
        state_of("t3.5", 2)
        mark("t3.6")
      end
      shelter("t3.8", "Exception", function()
        local _ <close> = timeout_scope(6, 0.25)
        await(wait_event("t3.7", 1))
      end)
      set_event(1)
      mark("t3.9")
    end)
    return 43
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.1", nil, function()
      bump()
    end)
    shelter("t4.3", "Exception", function()
      cancelling("t4.2")
    end)
    return 1
  end)
  spawn(4, t4, true)
  local t5 = async(function()
    cancel("t5.2", 4)
    return 3
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    notify_all("main.1", 1)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(7, 0)
      await(wait_future("main.3", 4))
    end)
  end)
  shelter("main.8", nil, function()
    boom("main.7")
  end)
  cancel("main.9", 3)
  shelter("main.12", "Exception", function()
    local _ <close> = timeout_scope(8, 0.25)
    await(get("main.11", 1))
  end)
end
--[==[ trace
0 t4.2 0
0 main.1 misuse
1 t1.1
1 t1.2 0
1 t1.3 false
1 t1.5
1 t2.2
1 t2.4 nil
1 t3.1 Boom t1.5
1 b1.1 misuse
1 b1.2 0
1 b1.3 false
1 b1.4 0
1 b1.5 Boom t1.5
1 b1.6 0
1 t3.2 false
1 t3.3 nil
1 t3.4 nil false
1 t3.5 pending
1 t3.6
1 t5.2 false
2 main.4 TimeoutError
2 main.7
2 main.8 Boom main.7
2 main.9 true
5 main.12 TimeoutError
]==]
