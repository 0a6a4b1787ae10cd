-- Random program, seed 4963; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      queue_size("t1.1", 2)
    end)
    return 53
  end)
  spawn(1, t1, false)
  shelter("main.4", "Exception", function()
    await(nap(1))
    await(nap(1.5))
    task_done("main.1", 2)
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(acquire_semaphore("main.2", 2))
    end)
  end)
  shelter("main.10", "Exception", function()
    local ok, err = try(function()
      mark("main.6")
      later(1, 0.25, function()
        boom("k1.1")
        put_nowait("k1.2", 1, 5)
        set_event(1)
      end)
      await(nap(0.5))
    end)
    if not ok then
      expect(err, "Exception")
      log_error("main.7", err)
      await(nap(1.5))
      do
        local _ <close> = await(condition(1):acquire())
        shelter("main.9", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(wait_condition("main.8", 1))
        end)
      end
    end
  end)
  shelter("main.16", "Exception", function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(3, 0)
      await(join_queue("main.11", 2))
    end)
    later(2, 1, function()
      local t2 = async(function()
        task_done("t2.1", 1)
        await(nap(2))
        shelter("t2.6", nil, function()
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(4, 0.25)
            await(acquire_lock("t2.2", 1))
          end)
          local g1 = coroutine.wrap(function()
            await(reset_barrier("g1.1", 1))
            set_future("g1.2", 1, 6)
            coroutine.yield(1)
            cancel("g1.3", 0)
            coroutine.yield(2)
          end)
          for value in g1 do log("t2.4", value) end
          await(nap(0))
          await(wait_future("t2.5", 1))
        end)
        return 56
      end)
      spawn(2, t2, false)
      get_var("k2.1")
    end)
    cancel("main.13", 1)
    local _ <close> = await(lock(1):acquire())
    cancel("main.14", 2)
    get_nowait("main.15", 2)
  end)
  shelter("main.18", "Exception", function()
    local c1 = async(function()
      shelter("c1.2", nil, function()
        task_done("c1.1", 2)
        await(nap(0))
      end)
      return 10
    end)
    local c2 = async(function()
      await(nap(2))
      uncancel("c2.1")
      return 31
    end)
    await(each_outcome("main.17", {c1, c2}, 1))
  end)
  await(look("main.19", 2))
end
--[==[ trace
1 t1.1 0 true false
5 main.1 misuse
5 main.2
5 main.6
6 k1.1
6 callback failed: Boom k1.1
8 main.11
8 main.13 false
8 main.15 QueueEmpty
9 c1.1 misuse
12 main.17 10
13 k2.1 0
14 t2.1 misuse
14 main.17 TimeoutError
16 c2.1 0
18 t2.2
18 g1.1 0
18 g1.2 nil
18 t2.4 1
18 g1.3 true
18 t2.4 2
19 t2.6 CancelledError
20 main.19 56
]==]
