-- Random program, seed 301; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"lifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.5", "Exception", function()
        do
          local _ <close> = group_scope(1)
          mark("t2.1")
          set_future("t2.2", 3, 7)
        end
        mark("t2.3")
        state_of("t2.4", 2)
        local t3 = async(function()
          shelter("t3.4", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(acquire_semaphore("t3.3", 2))
          end)
          queue_size("t3.6", 1)
          boom("t3.7")
          notify_all("t3.8", 1)
          shelter("t3.11", "Exception", function()
            cancel("t3.9", 2)
            await(nap(1))
            uncancel("t3.10")
          end)
          return 36
        end)
        spawn(3, t3, false)
      end)
      return 38
    end)
    spawn(2, t2, false)
    local t4 = async(function()
      await(look("t4.1", 2))
      await(gather_all("t4.3", {2, 2}, true))
      local c1 = async(function()
        shelter("c1.3", nil, function()
          get_var("c1.2")
        end)
        return 14
      end)
      local c2 = async(function()
        shelter("c2.1", "Exception", function()
          set_event(1)
        end)
        put_nowait("c2.2", 1, 2)
        get_var("c2.3")
        shelter("c2.6", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(join("c2.5", 2))
        end)
        await(look("c2.7", 3))
        return 56
      end)
      await(gather_all("t4.4", {c1, c2}, true))
      put_nowait("t4.5", 2, 7)
      shelter("t4.6", nil, function()
        await(nap(0.5))
      end)
      return 70
    end)
    spawn(4, t4, false)
    watch("t1.1", 1)
    await(look("t1.2", 2))
    return 38
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    cancelling("main.1")
  end)
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(acquire_semaphore("main.3", 1))
    end)
  end)
  shelter("main.7", nil, function()
    await(look("main.6", 1))
  end)
end
--[==[ trace
0 main.1 0
0 main.3
2 t2.1
2 t2.2 nil
2 t2.3
2 t2.4 pending
2 t4.1 38
2 t4.3 [38, 38]
3 t3.3
3 t3.6 0 true false
3 t3.7
3 t1.2 38
3 c1.2 0
3 c2.2 nil
3 c2.3 0
3 c2.5 38
3 c2.7 Boom t3.7
4 main.6 38
4 t1.1 finished 38
5 t4.4 [14, 56]
5 t4.5 nil
6 t4.6 CancelledError
]==]
