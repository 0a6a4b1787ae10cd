-- Random program, seed 5958; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_condition_for("t1.1", 1, 3))
        end)
      end
      do
        local _ <close> = defer(function()
          mark("t1.4")
          clear_event(2)
        end)
        later(1, 0.5, function()
          notify_all("k1.1", 1)
          put_nowait("k1.2", 1, 1)
          notify_all("k1.3", 1)
        end)
        put_nowait("t1.3", 1, 5)
        soon(2, function()
          cancel("k2.1", 1)
          task_done("k2.2", 2)
          notify_all("k2.4", 1)
        end)
      end
      local t2 = async(function()
        do
          local _ <close> = timeout_scope(2, nil)
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(3, 0)
            await(put("t2.1", 1, 5))
          end)
          await(nap(0.25))
        end
        mark("t2.3")
        notify_all("t2.4", 1)
        return 69
      end)
      spawn(2, t2, false)
      mark("t1.5")
    end)
    return 2
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    await(look("main.1", 1))
    notify_all("main.2", 1)
    local t3 = async(function()
      local c1 = async(function()
        shelter("c1.2", nil, function()
          notify("c1.1", 1, 3)
        end)
        return 39
      end)
      await(each_outcome("t3.1", {c1}, -1))
      local t4 = async(function()
        shelter("t4.1", nil, function()
          local t5 = async(function()
            shelter("t5.2", nil, function()
              await(nap(2))
              put_nowait("t5.1", 2, 8)
            end)
            await(look("t5.3", 2))
            await(nap(0))
            return 21
          end)
          spawn(5, t5, false)
        end)
        return 5
      end)
      spawn(4, t4, false)
      release_semaphore("t3.2", 1)
      get_nowait("t3.3", 2)
      shelter("t3.5", "Exception", function()
        local _ <close> = timeout_scope(4, 0.25)
        await(wait_barrier("t3.4", 1))
      end)
      return 3
    end)
    spawn(3, t3, true)
  end)
  shelter("main.5", "Exception", function()
    release_lock("main.4", 2)
  end)
  shelter("main.7", "Exception", function()
    cancel_future("main.6", 1)
  end)
  shelter("main.9", "Exception", function()
    local _ <close> = timeout_scope(5, 1)
    await(wait_barrier("main.8", 1))
  end)
  shelter("main.11", nil, function()
    mark("main.10")
  end)
  shelter("main.15", nil, function()
    shelter("main.14", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(put("main.13", 1, 3))
    end)
  end)
end
--[==[ trace
3 t1.2 TimeoutError
3 t1.3 nil
3 t1.4
3 t1.5
4 k2.1 false
4 k2.2 misuse
4 k2.4 misuse
4 t2.1
4 main.1 2
4 main.2 misuse
4 main.4 misuse false
4 main.6 true
5 c1.1 misuse
6 t3.1 TimeoutError
6 t3.2 misuse true
6 t3.3 QueueEmpty
10 t2.3
10 t2.4 misuse
10 t3.5 TimeoutError
12 k1.1 misuse
12 k1.2 nil
12 k1.3 misuse
14 main.9 TimeoutError
14 main.10
16 t5.1 nil
16 t5.3 69
16 main.14 TimeoutError
]==]
