-- Random program, seed 3080; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    set_future("t1.1", 2, 6)
    set_future("t1.2", 1, 8)
    shelter("t1.8", nil, function()
      local c1 = async(function()
        shelter("c1.4", "Exception", function()
          set_future("c1.1", 1, 8)
          set_event(1)
          watch("c1.2", 1)
          release_lock("c1.3", 1)
        end)
        return 54
      end)
      await(wait_limited("t1.3", c1, 1))
      do
        local _ <close> = defer(function()
          mark("t1.7")
          clear_event(1)
        end)
        mark("t1.4")
        local c2 = async(function()
          shelter("c2.5", nil, function()
            task_done("c2.1", 2)
            set_var(1)
            shelter("c2.3", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(acquire_semaphore("c2.2", 2))
            end)
            watch("c2.4", 1)
          end)
          shelter("c2.8", "Exception", function()
            task_done("c2.6", 2)
            fail_future("c2.7", 1)
          end)
          return 90
        end)
        await(wait_limited("t1.5", c2, 1))
        cancel("t1.6", 1)
      end
      await(nap(0.5))
    end)
    return 2
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    get_var("t2.1")
    set_future("t2.2", 3, 7)
    return 8
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_event("t3.1", 1))
      end)
    end)
    shelter("t3.5", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(put("t3.4", 1, 8))
    end)
    return 74
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      mark("t4.1")
    end)
    shelter("t4.3", "Exception", function()
      bump()
    end)
    return 26
  end)
  spawn(4, t4, false)
  shelter("main.1", "Exception", function()
    await(nap(1.5))
  end)
  shelter("main.3", "Exception", function()
    cancel("main.2", 4)
  end)
  shelter("main.5", "Exception", function()
    mark("main.4")
  end)
  shelter("main.7", "Exception", function()
    watch("main.6", 4)
  end)
  shelter("main.10", "Exception", function()
    local _ <close> = timeout_scope(4, 0)
    await(acquire_lock("main.9", 1))
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.2 nil
1 c1.1 InvalidStateError
1 c1.3 misuse false
1 t1.3 54
1 t1.4
1 c2.1 misuse
1 c2.2
1 c2.6 misuse
1 c2.7 InvalidStateError
1 t1.5 90
1 t1.6 true
1 t1.7
1 t2.1 0
1 t2.2 nil
1 t4.1
2 t1.8 CancelledError
3 c1.2 finished 2
3 c2.4 finished 2
5 t3.2 TimeoutError
5 t3.4
7 main.2 false
7 main.4
7 main.9
8 main.6 finished 26
]==]
