-- Random program, seed 1618; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      local _ <close> = timeout_scope(1, nil)
      set_future("t1.1", 1, 3)
      do
        local _ <close> = group_scope(1)
        set_future("t1.2", 3, 6)
        set_future("t1.3", 1, 4)
        shelter("t1.5", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(wait_event("t1.4", 1))
        end)
      end
    end)
    shelter("t1.12", nil, function()
      local c1 = async(function()
        local c2 = async(function()
          shelter("c2.4", "Exception", function()
            task_done("c2.1", 1)
            get_var("c2.2")
            cancel("c2.3", 1)
          end)
          return 31
        end)
        await(wait_limited("c1.1", c2, 0.5))
        local c3 = async(function()
          shelter("c3.5", nil, function()
            bump()
            boom("c3.1")
            task_done("c3.3", 2)
            mark("c3.4")
          end)
          bump()
          return 54
        end)
        await(wait_limited("c1.2", c3, nil))
        local t2 = async(function()
          release_semaphore("t2.1", 2)
          set_future("t2.2", 1, 4)
          reschedule("t2.3", 2, 0)
          shelter("t2.5", "Exception", function()
            await(nap(0.5))
            task_done("t2.4", 1)
          end)
          return 41
        end)
        spawn(2, t2, false)
        uncancel("c1.3")
        do
          local _ <close> = timeout_scope(3, 1)
          await(join_queue("c1.4", 2))
          await(nap(0))
        end
        return 71
      end)
      await(each_outcome("t1.8", {c1, 2, 2}, 0))
      await(nap(1.5))
      local _ <close> = group_scope(2)
      shutdown_queue("t1.9", 2, true)
      later(1, 1, function()
        set_future("k1.1", 2, 1)
        cancel("k1.2", 1)
      end)
      set_event(1)
      local t3 = async(function()
        shelter("t3.5", nil, function()
          mark("t3.1")
          await(look("t3.2", 2))
          await(abort_barrier("t3.3", 1))
          task_done("t3.4", 2)
        end)
        return 74
      end)
      group_spawn("t1.11", 2, 3, t3, true)
    end)
    return 4
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      release_semaphore("t4.1", 2)
    end)
    return 28
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", nil, function()
      set_event(2)
    end)
    await(wait_some("t5.3", {4}, 0.5, "ALL_COMPLETED"))
    return 4
  end)
  spawn(5, t5, false)
  shelter("main.2", "Exception", function()
    cancel("main.1", 0)
  end)
  set_future("main.3", 1, 3)
  shelter("main.5", "Exception", function()
    uncancel("main.4")
  end)
  shelter("main.7", nil, function()
    cancel_future("main.6", 3)
  end)
end
--[==[ trace
0 main.1 true
0 main.3 nil
0 main.4 0
0 main.6 true
1 t1.1 InvalidStateError
1 t1.2 InvalidStateError
1 t1.3 InvalidStateError
1 t4.1 nil false
2 t1.6 CancelledError
3 c2.1 misuse
3 c2.2 0
3 c2.3 true
3 c1.1 31
3 c3.1
3 c3.5 Boom c3.1
3 c1.2 54
3 c1.3 0
3 c1.4
4 t1.8 CancelledError
4 t2.1 nil false
4 t2.2 InvalidStateError
4 t2.3 misuse
6 t2.4 misuse
8 t1.9
8 t3.1
8 t3.2 41
8 t3.3 true
8 t3.4 misuse
]==]
