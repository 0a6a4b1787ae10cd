-- Random program, seed 3136; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 0}, {"fifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join_queue("t1.1", 1))
    end)
    local c1 = async(function()
      shelter("c1.3", "Exception", function()
        task_done("c1.1", 1)
        set_future("c1.2", 1, 8)
      end)
      return 38
    end)
    await(each_outcome("t1.3", {c1}, 2))
    shelter("t1.13", "Exception", function()
      watch("t1.4", 1)
      for _ = 1, 2 do
        release_lock("t1.5", 1)
        do
          local _ <close> = group_scope(1)
          set_future("t1.6", 1, 1)
          set_event(1)
        end
      end
      local ok, err = try(function()
        shelter("t1.8", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(acquire_lock("t1.7", 1))
        end)
        reschedule("t1.9", 2, 0.5)
        cancel("t1.10", 1)
      end)
      if not ok then
        log_error("t1.11", err)
        local g1 = coroutine.wrap(function()
          mark("g1.1")
          reschedule("g1.2", 2, 0.5)
          coroutine.yield(1)
          get_nowait("g1.3", 2)
          task_done("g1.5", 2)
          coroutine.yield(2)
        end)
        for value in g1 do log("t1.12", value) end
        error(err, 0)
      end
    end)
    return 75
  end)
  spawn(1, t1, false)
  put_nowait("main.1", 1, 7)
  do
    local _ <close> = await(lock(1):acquire())
    task_done("main.2", 2)
    await(acquire_semaphore("main.3", 2))
    soon(1, function()
      put_nowait("k1.1", 2, 6)
    end)
  end
  shelter("main.4", "Exception", function()
    local b1 = async(function()
      local g2 = coroutine.wrap(function()
        shelter("g2.2", "Exception", function()
          local _ <close> = timeout_scope(3, 0.25)
          await(put("g2.1", 2, 1))
        end)
        cancelling("g2.3")
        coroutine.yield(1)
        set_future("g2.4", 2, 6)
        coroutine.yield(2)
      end)
      for value in g2 do log("b1.1", value) end
      local t2 = async(function()
        shelter("t2.5", nil, function()
          mark("t2.1")
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(4, 0.25)
            await(acquire_lock("t2.2", 1))
          end)
          mark("t2.4")
        end)
        do
          local _ <close> = await(semaphore(1):acquire())
          cancel_handle("t2.6", 1)
        end
        local t3 = async(function()
          shelter("t3.3", "Exception", function()
            set_event(1)
            mark("t3.1")
            cancel_handle("t3.2", 1)
          end)
          return 5
        end)
        spawn(3, t3, false)
        queue_size("t2.7", 2)
        await(nap(0))
        return 30
      end)
      spawn(2, t2, false)
      shelter("b1.3", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(put("b1.2", 2, 4))
      end)
      return 43
    end)
    await(b1())
    await(nap(2))
  end)
  shelter("main.5", nil, function()
    set_event(1)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(put("main.6", 1, 1))
    end)
  end)
end
--[==[ trace
0 main.1 nil
0 main.2 misuse
0 main.3
0 g2.1
0 g2.3 0
0 b1.1 1
0 g2.4 nil
0 b1.1 2
0 b1.2
1 k1.1 QueueFull
1 t2.1
1 t2.2
1 t2.4
1 t2.6
1 t2.7 2 false true
2 t3.1
2 t3.2
4 t1.2 TimeoutError
5 c1.1 nil
5 c1.2 nil
7 t1.3 38
7 t1.5 nil false
7 t1.6 InvalidStateError
7 t1.5 misuse false
7 t1.6 InvalidStateError
7 t1.7
7 t1.9 misuse
7 t1.10 true
8 t1.4 cancelled
10 main.6
]==]
