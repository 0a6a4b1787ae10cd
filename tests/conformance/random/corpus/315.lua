-- Random program, seed 5036; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 3}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      queue_size("t1.1", 1)
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(join_queue("t1.3", 1))
      end)
    end)
    return 50
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    mark("t2.1")
    do
      local _ <close> = await(condition(1):acquire())
      notify_all("t2.2", 1)
    end
    local c1 = async(function()
      shelter("c1.3", nil, function()
        do
          local _ <close> = timeout_scope(2, 0)
          await(nap(1))
          cancel("c1.1", 2)
        end
        expired("c1.2", 2)
        await(nap(0.5))
      end)
      local c2 = async(function()
        await(wait_some("c2.1", {1, 1, 1}, 1, "FIRST_COMPLETED"))
        await(nap(1))
        task_done("c2.2", 2)
        task_done("c2.3", 1)
        return 64
      end)
      await(wait_shielded("c1.5", c2))
      cancel("c1.6", 1)
      await(nap(0.25))
      return 53
    end)
    await(each_outcome("t2.3", {c1, 1}, 0))
    shelter("t2.5", nil, function()
      put_nowait("t2.4", 1, 3)
    end)
    return 23
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      put_nowait("t3.1", 1, 5)
    end)
    return 87
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    cancel("main.1", 3)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(3, 0)
      await(wait_event("main.3", 2))
    end)
  end)
  watch("main.6", 1)
end
--[==[ trace
0 main.1 true
1 t1.1 0 true false
1 t1.3
1 t2.1
1 t2.2 nil
2 main.4 TimeoutError
3 t2.3 50
3 t2.3 TimeoutError
3 t2.4 nil
3 main.6 finished 50
4 c1.3 CancelledError
7 c2.1 {t1} {}
9 c2.2 misuse
9 c2.3 nil
11 c1.5 64
11 c1.6 false
]==]
