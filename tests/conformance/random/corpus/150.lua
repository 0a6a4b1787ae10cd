-- Random program, seed 2293; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.9", nil, function()
      bump()
      do
        local _ <close> = defer(function()
          mark("t1.5")
          shelter("t1.7", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_future("t1.6", 2))
          end)
          await(nap(0.5))
        end)
        set_event(1)
        for _ = 1, 2 do
          await(nap(0.25))
        end
        do
          local _ <close> = timeout_scope(1, 0.25)
          await(put("t1.2", 2, 3))
          get_var("t1.3")
        end
        expired("t1.4", 1)
      end
      await(nap(0.25))
      await(abort_barrier("t1.8", 1))
    end)
    shelter("t1.15", "Exception", function()
      shelter("t1.11", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_event("t1.10", 1))
      end)
      local _ <close> = group_scope(1)
      clear_event(1)
      local t2 = async(function()
        shelter("t2.4", "Exception", function()
          cancel("t2.1", 2)
          cancel("t2.2", 1)
          notify("t2.3", 1, 1)
        end)
        shelter("t2.8", "Exception", function()
          await(reset_barrier("t2.5", 1))
          await(nap(1.5))
          set_future("t2.7", 2, 2)
          set_event(1)
        end)
        return 49
      end)
      group_spawn("t1.12", 1, 2, t2, false)
      get_nowait("t1.13", 2)
      get_var("t1.14")
    end)
    return 47
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_future("t3.1", 1))
    end)
    task_done("t3.3", 1)
    shelter("t3.7", "Exception", function()
      await(reset_barrier("t3.4", 1))
      for _ = 1, 3 do
        fail_future("t3.5", 2)
      end
      notify("t3.6", 1, 3)
      await(nap(1))
    end)
    return 7
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      notify_all("t4.1", 1)
    end)
    mark("t4.3")
    return 50
  end)
  spawn(4, t4, true)
  local t5 = async(function()
    await(reset_barrier("t5.1", 1))
    return 3
  end)
  spawn(5, t5, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_future("main.1", 1))
    end)
  end)
  cancel("main.4", 5)
  shelter("main.5", "Exception", function()
    await(nap(1))
  end)
  shelter("main.6", "Exception", function()
    await(nap(1.5))
  end)
  shelter("main.8", nil, function()
    await(look("main.7", 4))
  end)
  shelter("main.10", nil, function()
    await(look("main.9", 3))
  end)
end
--[==[ trace
0 t4.1 misuse
0 t4.3
1 t5.1 0
5 t3.2 TimeoutError
5 t3.3 misuse
5 t3.4 0
5 t3.5 nil
5 t3.5 InvalidStateError
5 t3.5 InvalidStateError
5 t3.6 misuse
5 main.3 CancelledError
5 main.4 false
5 t1.2
5 t1.3 0
5 t1.4 false
5 t1.5
5 t1.7 Boom t3.5
9 t1.8 true
9 t1.10 true true
9 t1.13 3
9 t1.14 0
10 t2.1 true
10 t2.2 true
10 t2.3 misuse
10 t2.5 0
17 main.7 50
17 main.9 7
]==]
