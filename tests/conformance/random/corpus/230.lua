-- Random program, seed 1; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 0}, {"lifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      local t2 = async(function()
        shelter("t2.1", nil, function()
          await(nap(2))
        end)
        shelter("t2.2", "Exception", function()
          await(nap(0.5))
        end)
        return 47
      end)
      spawn(2, t2, false)
      local t3 = async(function()
        shelter("t3.4", "Exception", function()
          notify("t3.1", 2, 1)
          boom("t3.2")
          boom("t3.3")
        end)
        return 54
      end)
      spawn(3, t3, true)
      local c1 = async(function()
        shelter("c1.3", "Exception", function()
          cancel("c1.1", 2)
          reschedule("c1.2", 1, 0.5)
        end)
        notify("c1.4", 1, 1)
        await(nap(0))
        await(look("c1.5", 2))
        shelter("c1.7", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_future("c1.6", 2))
        end)
        return 47
      end)
      await(each_completed("t1.1", {c1}, 0.5))
    end)
    shelter("t1.7", nil, function()
      await(abort_barrier("t1.3", 1))
      put_nowait("t1.4", 1, 2)
      local c2 = async(function()
        shelter("c2.3", "Exception", function()
          do
            local _ <close> = timeout_scope(3, 0.5)
            cancelling("c2.1")
          end
          expired("c2.2", 3)
        end)
        shelter("c2.6", nil, function()
          set_event(1)
          boom("c2.4")
          put_nowait("c2.5", 1, 1)
        end)
        return 23
      end)
      await(wait_shielded("t1.5", c2))
      release_semaphore("t1.6", 1)
    end)
    return 63
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      reschedule("t4.1", 1, 0.5)
    end)
    shelter("t4.4", "Exception", function()
      reschedule("t4.3", 3, 0)
    end)
    return 2
  end)
  spawn(4, t4, false)
  shelter("main.2", "Exception", function()
    reschedule("main.1", 2, 1)
  end)
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_future("main.3", 1))
    end)
  end)
  shelter("main.7", nil, function()
    notify("main.6", 1, 3)
  end)
  put_nowait("main.8", 2, 4)
  shelter("main.9", nil, function()
    await(nap(1.5))
  end)
end
--[==[ trace
1 t3.1 misuse
1 t3.2
1 t3.4 Boom t3.2
1 t4.1 nil
2 c1.1 true
2 c1.2 nil
2 c1.4 misuse
3 t2.1 CancelledError
5 main.4 TimeoutError
5 main.6 misuse
5 main.8 nil
5 t1.2 TimeoutError
5 t1.3 true
5 t1.4 nil
6 c2.1 0
6 c2.2 false
6 c2.4
6 c2.6 Boom c2.4
6 c1.5 47
8 t1.5 23
8 t1.6 nil false
10 c1.7 TimeoutError
]==]
