-- Random program, seed 2145; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 2}, {"lifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      mark("t1.1")
      clear_event(1)
      for _ = 1, 2 do
        mark("t1.2")
        set_event(1)
      end
    end)
    shelter("t1.6", nil, function()
      state_of("t1.5", 1)
      local b1 = async(function()
        shelter("b1.8", nil, function()
          for _ = 1, 2 do
            get_nowait("b1.1", 2)
            set_future("b1.2", 2, 6)
          end
          local _ <close> = await(condition(1):acquire())
          cancel_future("b1.4", 1)
          mark("b1.5")
          shelter("b1.7", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(wait_condition("b1.6", 1))
          end)
        end)
        shelter("b1.15", "Exception", function()
          set_event(1)
          do
            local _ <close> = await(lock(1):acquire())
            clear_event(1)
          end
          mark("b1.9")
          local ok, err = try(function()
            cancel("b1.10", 1)
            task_done("b1.11", 2)
            set_future("b1.12", 2, 6)
          end)
          if not ok then
            log_error("b1.13", err)
            cancel("b1.14", 1)
            error(err, 0)
          end
        end)
        return 80
      end)
      await(b1())
    end)
    return 56
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", nil, function()
      set_event(1)
      await(nap(0))
    end)
    shelter("t2.3", "Exception", function()
      cancel_future("t2.2", 1)
      bump()
    end)
    return 76
  end)
  spawn(2, t2, false)
  shelter("main.7", "Exception", function()
    await(abort_barrier("main.1", 1))
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(wait_event("main.3", 1))
    end)
    put_nowait("main.5", 2, 6)
    get_nowait("main.6", 2)
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(3, 0.25)
      await(join("main.8", 1))
    end)
    set_event(1)
  end)
  shelter("main.12", "Exception", function()
    task_done("main.11", 2)
  end)
  get_nowait("main.13", 2)
  set_event(1)
end
--[==[ trace
0 main.1 true
1 t1.1
1 t1.2
1 t1.2
1 t1.5 pending
1 b1.1 QueueEmpty
1 b1.2 nil
1 b1.1 QueueEmpty
1 b1.2 InvalidStateError
1 b1.4 true
1 b1.5
2 main.3 true true
2 main.5 nil
2 main.6 6
2 t2.2 false
4 b1.8 CancelledError
4 b1.9
4 b1.10 true
4 b1.11 nil
4 b1.12 InvalidStateError
5 main.9 TimeoutError
5 main.11 misuse
5 main.13 QueueEmpty
]==]
