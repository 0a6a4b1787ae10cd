-- Random program, seed 4026; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"bounded", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      do
        local _ <close> = await(semaphore(1):acquire())
        set_future("t1.1", 1, 5)
        local b1 = async(function()
          shelter("b1.6", "Exception", function()
            get_nowait("b1.1", 1)
            set_future("b1.3", 2, 4)
            shelter("b1.5", "Exception", function()
              local _ <close> = timeout_scope(1, 0)
              await(wait_event("b1.4", 1))
            end)
          end)
          return 21
        end)
        await(b1())
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(wait_future("t1.2", 2))
        end)
      end
      local c1 = async(function()
        shelter("c1.3", "Exception", function()
          cancel("c1.1", 1)
          queue_size("c1.2", 2)
        end)
        return 36
      end)
      await(wait_limited("t1.4", c1, 1))
      set_event(2)
    end)
    return 80
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shutdown_queue("t2.1", 2, false)
    notify_all("t2.2", 1)
    shelter("t2.4", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(acquire_semaphore("t2.3", 2))
    end)
    local t3 = async(function()
      shelter("t3.8", nil, function()
        local _ <close> = defer(function()
          mark("t3.5")
          set_future("t3.6", 1, 9)
          cancel("t3.7", 2)
        end)
        state_of("t3.1", 2)
        shelter("t3.3", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(wait_future("t3.2", 1))
        end)
        cancel("t3.4", 3)
      end)
      return 17
    end)
    spawn(3, t3, false)
    set_event(2)
    return 32
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      mark("t4.1")
    end)
    shelter("t4.4", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(acquire_lock("t4.3", 2))
    end)
    return 56
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", nil, function()
      await(wait_some("t5.1", {3, 2}, 0, "FIRST_EXCEPTION"))
    end)
    shelter("t5.4", nil, function()
      cancel("t5.3", 3)
    end)
    return 31
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.2", nil, function()
      cancel("t6.1", 5)
    end)
    set_var(5)
    return 16
  end)
  spawn(6, t6, false)
  shelter("main.1", nil, function()
    clear_event(2)
  end)
  set_future("main.2", 2, 6)
  shelter("main.4", "Exception", function()
    notify("main.3", 1, 2)
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(get("main.5", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    await(look("main.8", 6))
  end)
end
--[==[ trace
0 t1.1 nil
0 b1.1 QueueEmpty
0 b1.3 nil
0 main.2 InvalidStateError
0 main.3 misuse
1 t2.1
1 t2.2 misuse
1 t2.3
1 t4.1
1 t4.3
1 t6.1 true
2 b1.5 TimeoutError
2 t1.2 4
2 c1.1 true
2 c1.2 0 true false
2 t1.4 36
2 t3.1 finished 32
2 t3.2 5
2 t3.4 true
2 t3.5
2 t3.6 InvalidStateError
2 t3.7 false
2 t5.2 CancelledError
2 t5.3 false
5 main.6 TimeoutError
5 main.8 16
]==]
