-- Random program, seed 3801; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 2}, {"fifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local _ <close> = group_scope(1)
      cancel("t1.1", 1)
      state_of("t1.2", 1)
      cancel("t1.3", 1)
    end
    cancel("t1.4", 1)
    return 39
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", "Exception", function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_event("t2.1", 1))
      end)
      do
        local _ <close> = await(condition(2):acquire())
        shelter("t2.4", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(wait_condition_for("t2.3", 2, 2))
        end)
      end
      reschedule("t2.5", 1, 3)
    end)
    await(abort_barrier("t2.7", 1))
    await(abort_barrier("t2.8", 1))
    task_done("t2.9", 2)
    cancel("t2.10", 2)
    return 59
  end)
  spawn(2, t2, false)
  shelter("main.4", "Exception", function()
    for _ = 1, 2 do
      shelter("main.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(wait_event("main.1", 1))
      end)
      uncancel("main.3")
    end
  end)
  shelter("main.9", "Exception", function()
    reschedule("main.5", 2, 0)
    shutdown_queue("main.6", 1, true)
    do
      local _ <close> = timeout_scope(4, nil)
      await(nap(0))
      get_var("main.7")
    end
    expired("main.8", 4)
  end)
  local c1 = async(function()
    shelter("c1.2", nil, function()
      local _ <close> = timeout_scope(5, 0.5)
      queue_size("c1.1", 1)
    end)
    cancelling("c1.3")
    mark("c1.4")
    await(nap(0.5))
    return 74
  end)
  local c2 = async(function()
    get_var("c2.1")
    await(wait_event("c2.2", 1))
    shelter("c2.4", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(wait_event("c2.3", 1))
    end)
    set_future("c2.5", 2, 9)
    return 79
  end)
  local c3 = async(function()
    boom("c3.1")
    shelter("c3.3", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(get("c3.2", 2))
    end)
    return 67
  end)
  await(each_outcome("main.10", {c1, c2, c3}, 1))
  cancel("main.11", 2)
  set_event(1)
  get_var("main.12")
  shelter("main.14", nil, function()
    cancel("main.13", 1)
  end)
end
--[==[ trace
1 t1.1 true
1 t1.2 pending
1 t1.3 true
1 t1.4 true
3 main.2 TimeoutError
3 main.3 0
5 main.2 TimeoutError
5 main.3 0
5 main.6
6 main.7 0
6 main.8 false
7 c1.1 0 true false
7 c1.3 0
7 c1.4
7 c2.1 0
7 c3.1
9 main.10 Boom c3.1
11 t2.2 TimeoutError
13 main.10 74
15 t2.4 TimeoutError
15 t2.5 misuse
15 t2.7 true
15 t2.8 true
15 t2.9 misuse
15 t2.10 true
17 main.10 TimeoutError
17 main.11 false
17 main.12 0
17 main.13 false
18 c2.2 true true
18 c2.3 true true
18 c2.5 nil
]==]
