-- Random program, seed 630; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 3}, {"fifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      await(nap(0))
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(join_queue("t1.1", 2))
      end)
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(get("t1.3", 1))
      end)
      notify_all("t1.5", 2)
    end)
    return 25
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      local b1 = async(function()
        shelter("b1.3", nil, function()
          await(nap(0))
          for _ = 1, 2 do
            shelter("b1.2", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(put("b1.1", 1, 1))
            end)
          end
        end)
        shelter("b1.10", "Exception", function()
          release_semaphore("b1.4", 2)
          cancel("b1.5", 1)
          do
            local _ <close> = timeout_scope(4, 1)
            shelter("b1.7", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(get("b1.6", 1))
            end)
            reschedule("b1.8", 1, 0)
          end
          expired("b1.9", 4)
        end)
        return 59
      end)
      await(b1())
      reschedule("t2.1", 2, 3)
    end)
    shelter("t2.6", nil, function()
      cancel("t2.3", 1)
      await(gather_all("t2.4", {1, 1, 1}, false))
      clear_event(1)
      local c1 = async(function()
        shelter("c1.4", "Exception", function()
          cancel("c1.1", 2)
          for _ = 1, 3 do
            cancel("c1.2", 2)
          end
          local _ <close> = await(lock(1):acquire())
          state_of("c1.3", 2)
        end)
        cancel("c1.5", 1)
        return 22
      end)
      local c2 = async(function()
        put_nowait("c2.1", 1, 6)
        return 65
      end)
      await(gather_all("t2.5", {1, c1, c2}, true))
    end)
    return 78
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      uncancel("t3.1")
    end)
    shelter("t3.5", "Exception", function()
      shelter("t3.4", "Exception", function()
        local _ <close> = timeout_scope(6, 0.5)
        await(put("t3.3", 1, 2))
      end)
    end)
    return 81
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    await(look("t4.1", 1))
    return 41
  end)
  spawn(4, t4, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(get("main.1", 1))
    end)
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(8, 0)
      await(join("main.4", 1))
    end)
  end)
  shelter("main.8", "Exception", function()
    watch_future("main.7", 1)
  end)
end
--[==[ trace
1 t3.1 0
1 t3.3
2 t1.1
2 t1.3 2
2 t1.5 misuse
2 b1.1
2 b1.1
2 b1.4 misuse false
2 b1.5 false
2 b1.6 1
2 b1.8 misuse
2 b1.9 false
2 t2.1 misuse
2 t2.3 false
2 t2.4 [25, 25, 25]
2 main.1 1
2 main.4 25
3 t4.1 25
3 c1.1 true
3 c1.2 true
3 c1.2 true
3 c1.2 true
3 c1.3 pending
3 c1.5 false
5 t2.6 CancelledError
]==]
