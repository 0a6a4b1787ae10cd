-- Random program, seed 5364; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 2}, {"lifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(acquire_semaphore("t1.1", 1))
      end)
      await(nap(0))
      local _ <close> = defer(function()
        mark("t1.4")
        do
          local _ <close> = await(semaphore(1):acquire())
          cancel("t1.5", 1)
          cancel("t1.6", 1)
        end
        local t2 = async(function()
          shelter("t2.8", nil, function()
            shelter("t2.4", "Exception", function()
              local _ <close> = timeout_scope(5, 0.25)
              await(acquire_lock("t2.3", 1))
            end)
            set_event(1)
            await(wait_future("t2.5", 1))
            shelter("t2.7", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(acquire_lock("t2.6", 1))
            end)
          end)
          shelter("t2.12", "Exception", function()
            local _ <close> = timeout_scope(7, 1)
            await(put("t2.11", 1, 6))
          end)
          watch("t2.13", 1)
          return 24
        end)
        spawn(2, t2, false)
      end)
      local c1 = async(function()
        shelter("c1.2", "Exception", function()
          get_nowait("c1.1", 1)
        end)
        shelter("c1.4", nil, function()
          mark("c1.3")
        end)
        return 11
      end)
      local c2 = async(function()
        notify("c2.1", 1, 1)
        shelter("c2.3", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(acquire_lock("c2.2", 1))
        end)
        get_nowait("c2.4", 2)
        cancel("c2.6", 1)
        await(nap(2))
        release_semaphore("c2.7", 1)
        await(nap(1))
        return 69
      end)
      local c3 = async(function()
        shelter("c3.2", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(wait_barrier("c3.1", 1))
        end)
        shelter("c3.5", nil, function()
          await(nap(2))
          await(nap(0))
          shelter("c3.4", "Exception", function()
            local _ <close> = timeout_scope(4, 0.25)
            await(acquire_lock("c3.3", 1))
          end)
        end)
        return 52
      end)
      await(each_outcome("t1.3", {c1, c2, c3}, 1))
    end)
    shelter("t1.11", "Exception", function()
      do
        local _ <close> = group_scope(1)
        release_lock("t1.8", 1)
        for _ = 1, 3 do
          mark("t1.9")
          set_event(1)
        end
      end
      queue_size("t1.10", 2)
    end)
    return 85
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      get_nowait("t3.1", 1)
    end)
    return 47
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    group_cancel("main.1", 1)
  end)
  shelter("main.3", nil, function()
    await(nap(0.5))
  end)
  shelter("main.5", nil, function()
    watch("main.4", 1)
  end)
  shelter("main.6", nil, function()
    await(nap(2))
  end)
  shelter("main.7", "Exception", function()
    await(nap(1.5))
  end)
end
--[==[ trace
1 t1.1
1 t3.1 QueueEmpty
3 c1.1 QueueEmpty
3 c1.3
3 c2.1 misuse
3 c2.2
3 c2.4 QueueEmpty
3 c2.6 true
4 t1.3 CancelledError
4 t1.3 11
8 t1.3 TimeoutError
8 t1.4
8 c3.2 TimeoutError
10 c2.7 nil true
11 t1.5 true
11 t1.6 true
11 t1.8 nil false
11 t1.9
11 t1.9
11 t1.9
11 t1.10 0 true false
12 t2.3
12 main.4 cancelled
19 c3.4 TimeoutError
23 t2.8 CancelledError
23 t2.11
24 t2.13 cancelled
]==]
