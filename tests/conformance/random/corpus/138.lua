-- Random program, seed 5583; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"priority", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      do
        local _ <close> = timeout_scope(1, 0.5)
        do
          local _ <close> = timeout_scope(2, 0.25)
          bump()
          cancel("t1.1", 1)
        end
        cancel("t1.2", 1)
      end
      release_semaphore("t1.3", 2)
      set_future("t1.5", 3, 7)
    end)
    shelter("t1.10", nil, function()
      notify("t1.7", 1, 3)
      local t2 = async(function()
        put_nowait("t2.1", 1, 1)
        local c1 = async(function()
          shelter("c1.5", nil, function()
            state_of("c1.1", 1)
            bump()
            shelter("c1.3", "Exception", function()
              local _ <close> = timeout_scope(3, 0.25)
              await(wait_condition("c1.2", 1))
            end)
            mark("c1.4")
          end)
          await(nap(2))
          boom("c1.6")
          return 77
        end)
        local c2 = async(function()
          await(nap(0.5))
          set_future("c2.1", 4, 4)
          cancel("c2.2", 1)
          put_nowait("c2.3", 1, 9)
          shelter("c2.7", "Exception", function()
            shelter("c2.5", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(wait_future("c2.4", 1))
            end)
            release_semaphore("c2.6", 2)
          end)
          return 71
        end)
        local c3 = async(function()
          shelter("c3.2", nil, function()
            await(wait_event("c3.1", 1))
          end)
          shelter("c3.3", nil, function()
            bump()
          end)
          return 65
        end)
        await(each_outcome("t2.2", {c1, c2, c3}, 0.25))
        shelter("t2.3", "Exception", function()
          await(nap(0.5))
        end)
        return 39
      end)
      spawn(2, t2, false)
      put_nowait("t1.8", 2, 9)
      set_future("t1.9", 1, 3)
    end)
    return 23
  end)
  spawn(1, t1, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(acquire_lock("main.1", 2))
    end)
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(get("main.4", 1))
    end)
  end)
  shelter("main.8", "Exception", function()
    cancel("main.7", 1)
  end)
  shelter("main.9", "Exception", function()
    await(nap(1))
  end)
  shelter("main.11", "Exception", function()
    cancel("main.10", 1)
  end)
end
--[==[ trace
0 main.1
1 t1.1 true
1 t1.2 true
1 t1.3 nil false
1 t1.5 nil
1 t1.7 misuse
1 t1.8 nil
1 t1.9 nil
2 t2.1 nil
3 main.4 1
3 main.7 false
3 c1.1 cancelled
3 c1.3 misuse
3 c1.4
5 t2.2 TimeoutError
5 t2.2 TimeoutError
5 t2.2 TimeoutError
7 c2.1 nil
7 c2.2 false
7 c2.3 nil
7 c2.4 3
7 c2.6 nil false
11 main.10 false
13 c3.2 CancelledError
]==]
