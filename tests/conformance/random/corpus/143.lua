-- Random program, seed 4205; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 0}, {"fifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      local c1 = async(function()
        set_event(1)
        mark("c1.1")
        do
          local ok, err = try(function()
            shelter("c1.3", "Exception", function()
              local _ <close> = timeout_scope(1, 0)
              await(wait_event("c1.2", 1))
            end)
            set_event(1)
            shelter("c1.5", "Exception", function()
              local _ <close> = timeout_scope(2, 0.25)
              await(put("c1.4", 2, 7))
            end)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("c1.6", err)
            reschedule("c1.7", 1, 0.25)
            set_event(1)
          end
        end
        local t2 = async(function()
          shelter("t2.5", nil, function()
            shelter("t2.3", "Exception", function()
              local _ <close> = timeout_scope(3, 0.25)
              await(get("t2.2", 1))
            end)
            set_event(1)
            release_semaphore("t2.4", 2)
          end)
          return 51
        end)
        spawn(2, t2, true)
        set_event(1)
        return 34
      end)
      await(gather_all("t1.1", {c1}, true))
    end)
    return 41
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.3", "Exception", function()
      task_done("t3.1", 2)
      bump()
      set_var(9)
      for _ = 1, 3 do
        local t4 = async(function()
          shelter("t4.4", "Exception", function()
            shelter("t4.2", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(join("t4.1", 1))
            end)
            boom("t4.3")
          end)
          shelter("t4.6", nil, function()
            cancelling("t4.5")
          end)
          return 74
        end)
        spawn(4, t4, false)
        watch("t3.2", 1)
      end
    end)
    shelter("t3.5", "Exception", function()
      uncancel("t3.4")
    end)
    return 51
  end)
  spawn(3, t3, false)
  local t5 = async(function()
    shelter("t5.3", "Exception", function()
      shelter("t5.2", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(get("t5.1", 1))
      end)
    end)
    shelter("t5.4", nil, function()
      await(nap(1))
    end)
    return 25
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    notify_all("t6.1", 1)
    return 79
  end)
  spawn(6, t6, false)
  local t7 = async(function()
    shelter("t7.2", "Exception", function()
      get_nowait("t7.1", 2)
    end)
    return 24
  end)
  spawn(7, t7, false)
  shelter("main.1", nil, function()
    await(nap(0.25))
  end)
  shelter("main.3", nil, function()
    reschedule("main.2", 4, 0.25)
  end)
  task_done("main.4", 1)
  shelter("main.6", "Exception", function()
    task_done("main.5", 2)
  end)
  state_of("main.7", 3)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(get("main.8", 1))
    end)
  end)
end
--[==[ trace
1 t3.1 misuse
1 t3.4 0
1 t6.1 misuse
1 t7.1 QueueEmpty
2 c1.1
2 c1.2 true true
2 c1.4
4 t1.1 [34]
5 t3.2 finished 41
5 t3.2 finished 41
5 t3.2 finished 41
5 t4.1 41
5 t4.3
5 t4.4 Boom t4.3
5 t4.5 0
5 t4.1 41
5 t4.3
5 t4.4 Boom t4.3
5 t4.5 0
5 t4.1 41
5 t4.3
5 t4.4 Boom t4.3
5 t4.5 0
7 main.2 misuse
7 main.4 misuse
7 main.5 nil
7 main.7 finished 51
7 t2.3 TimeoutError
7 t2.4 misuse false
9 main.9 TimeoutError
]==]
