-- Random program, seed 4690; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", nil, function()
      set_event(2)
      do
        local _ <close> = defer(function()
          mark("t1.4")
          set_event(2)
        end)
        local c1 = async(function()
          await(reset_barrier("c1.2", 1))
          return 73
        end)
        await(wait_shielded("t1.1", c1))
        get_nowait("t1.2", 1)
        task_done("t1.3", 1)
      end
      boom("t1.5")
      get_nowait("t1.6", 2)
    end)
    shelter("t1.11", nil, function()
      shelter("t1.9", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(acquire_lock("t1.8", 1))
      end)
      set_event(1)
      reschedule("t1.10", 1, nil)
    end)
    return 1
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      put_nowait("t2.1", 2, 2)
      local t3 = async(function()
        shelter("t3.8", "Exception", function()
          do
            local _ <close> = await(semaphore(2):acquire())
            get_var("t3.1")
            shelter("t3.3", "Exception", function()
              local _ <close> = timeout_scope(2, 0.25)
              await(put("t3.2", 2, 1))
            end)
            await(reset_barrier("t3.4", 1))
          end
          shelter("t3.6", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(get("t3.5", 2))
          end)
          release_semaphore("t3.7", 2)
        end)
        await(get("t3.9", 1))
        return 19
      end)
      spawn(3, t3, true)
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(join("t2.2", 3))
      end)
      set_var(1)
    end)
    return 42
  end)
  spawn(2, t2, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(get("main.1", 2))
    end)
  end)
  shelter("main.5", nil, function()
    cancel_future("main.4", 2)
  end)
  shelter("main.7", "Exception", function()
    await(nap(1))
  end)
  shelter("main.9", nil, function()
    put_nowait("main.8", 1, 6)
  end)
  put_nowait("main.10", 1, 3)
  shelter("main.12", "Exception", function()
    release_semaphore("main.11", 1)
  end)
end
--[==[ trace
1 t2.1 nil
1 t3.1 0
1 t3.2
1 t3.4 0
1 t3.5 1
1 t3.7 misuse false
2 c1.2 0
2 main.1 2
2 main.4 true
4 t1.1 73
4 t1.2 QueueEmpty
4 t1.3 misuse
4 t1.4
4 t1.5
4 t1.7 Boom t1.5
4 t1.8
4 t1.10 misuse
6 main.8 nil
6 main.10 nil
6 main.11 misuse true
7 t2.3 TimeoutError
]==]
