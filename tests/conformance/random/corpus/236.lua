-- Random program, seed 1223; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      local _ <close> = await(lock(1):acquire())
      local c1 = async(function()
        shutdown_queue("c1.1", 1, true)
        cancel("c1.3", 1)
        await(nap(1.5))
        return 28
      end)
      local c2 = async(function()
        shelter("c2.3", "Exception", function()
          task_done("c2.1", 1)
          task_done("c2.2", 1)
          set_event(1)
        end)
        shelter("c2.8", "Exception", function()
          await(nap(0))
          shelter("c2.5", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(wait_barrier("c2.4", 1))
          end)
          cancelling("c2.6")
          cancel("c2.7", 1)
        end)
        return 75
      end)
      local c3 = async(function()
        shelter("c3.4", nil, function()
          cancel("c3.1", 1)
          state_of("c3.2", 1)
          release_lock("c3.3", 1)
          await(nap(0.5))
        end)
        set_event(1)
        return 22
      end)
      await(each_outcome("t1.1", {c1, c2, c3}, 2))
    end)
    shelter("t1.4", "Exception", function()
      notify_all("t1.3", 1)
    end)
    return 9
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    set_future("t2.1", 1, 9)
    return 33
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    set_future("t3.1", 2, 9)
    await(nap(0.25))
    return 70
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.3", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_barrier("t4.1", 1))
      end)
    end)
    shelter("t4.5", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(join("t4.4", 3))
    end)
    return 6
  end)
  spawn(4, t4, false)
  shelter("main.1", "Exception", function()
    set_event(1)
  end)
  shelter("main.4", "Exception", function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(join("main.2", 3))
    end)
  end)
  shelter("main.6", nil, function()
    cancelling("main.5")
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_barrier("main.7", 1))
    end)
  end)
  shelter("main.12", "Exception", function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(join("main.10", 1))
    end)
  end)
end
--[==[ trace
1 t2.1 nil
1 t3.1 nil
2 c1.1
2 c1.3 true
2 c2.1 misuse
2 c2.2 misuse
2 c3.1 true
2 c3.2 pending
2 c3.3 nil false
3 t1.1 CancelledError
3 c2.4 1
3 c2.6 0
3 c2.7 true
3 t4.2 TimeoutError
4 t1.1 CancelledError
5 t1.1 75
5 t1.2 misuse
5 t1.3 misuse
8 main.2 70
8 main.5 0
8 t4.4 70
13 main.8 TimeoutError
13 main.10 9
]==]
