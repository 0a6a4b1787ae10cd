-- Random program, seed 2038; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local ok, err = try(function()
        await(nap(0.25))
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t1.1", err)
        later(1, 0.25, function()
          shutdown_queue("k1.1", 1, false)
          release_semaphore("k1.2", 2)
        end)
        put_nowait("t1.2", 1, 2)
      end
    end
    state_of("t1.3", 1)
    release_semaphore("t1.4", 1)
    do
      local _ <close> = group_scope(1)
      put_nowait("t1.5", 1, 5)
      task_done("t1.6", 1)
      task_done("t1.8", 1)
      notify_all("t1.9", 2)
    end
    local c1 = async(function()
      shelter("c1.2", nil, function()
        cancelling("c1.1")
      end)
      do
        local _ <close> = await(condition(2):acquire())
        shelter("c1.4", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_condition("c1.3", 2))
        end)
      end
      return 16
    end)
    await(gather_all("t1.10", {c1}, false))
    get_nowait("t1.12", 1)
    do
      local ok, err = try(function()
        local t2 = async(function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_event("t2.1", 2))
          end)
          mark("t2.4")
          return 79
        end)
        spawn(2, t2, false)
        shelter("t1.14", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(put("t1.13", 1, 8))
        end)
        await(gather_all("t1.15", {2}, false))
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t1.16", err)
        await(nap(0.25))
      end
    end
    return 11
  end)
  spawn(1, t1, true)
  local t3 = async(function()
    shelter("t3.1", "Exception", function()
      local b1 = async(function()
        for _ = 1, 3 do
          watch_future("b1.1", 2)
          put_nowait("b1.2", 1, 2)
        end
        shelter("b1.4", "Exception", function()
          local _ <close> = timeout_scope(4, 0)
          await(wait_future("b1.3", 1))
        end)
        local c2 = async(function()
          shelter("c2.2", nil, function()
            notify_all("c2.1", 1)
          end)
          shelter("c2.6", nil, function()
            queue_size("c2.3", 1)
            await(nap(0))
            put_nowait("c2.4", 1, 5)
            cancel("c2.5", 1)
          end)
          return 10
        end)
        local c3 = async(function()
          shelter("c3.1", nil, function()
            await(nap(1.5))
          end)
          return 44
        end)
        await(gather_all("b1.5", {c2, 2, c3}, false))
        notify("b1.6", 1, 3)
        shelter("b1.9", "Exception", function()
          shelter("b1.8", "Exception", function()
            local _ <close> = timeout_scope(5, 0)
            await(join("b1.7", 2))
          end)
        end)
        return 71
      end)
      await(b1())
      await(nap(0.25))
    end)
    return 44
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      await(look("t4.1", 1))
    end)
    shelter("t4.5", "Exception", function()
      shelter("t4.4", "Exception", function()
        local _ <close> = timeout_scope(6, 0.5)
        await(wait_future("t4.3", 4))
      end)
    end)
    return 65
  end)
  spawn(4, t4, false)
  shelter("main.2", "Exception", function()
    await(look("main.1", 1))
  end)
  shelter("main.4", "Exception", function()
    put_nowait("main.3", 2, 4)
  end)
  cancel("main.5", 2)
  shelter("main.7", nil, function()
    task_done("main.6", 1)
  end)
  shelter("main.9", nil, function()
    task_done("main.8", 1)
  end)
end
--[==[ trace
1 b1.2 nil
1 b1.2 QueueFull
1 b1.2 QueueFull
3 b1.4 TimeoutError
4 c2.1 misuse
4 c2.3 1 false true
5 c2.4 QueueFull
5 c2.5 true
6 t1.1 CancelledError
6 t1.2 QueueFull
6 t1.3 pending
6 t1.4 nil false
6 t1.5 QueueFull
6 t1.6 nil
6 t1.8 misuse
6 t1.9 misuse
7 c1.1 0
8 k1.1
8 k1.2 nil false
10 c1.4 TimeoutError
12 t1.10 [16]
12 t1.12 2
12 t1.14 QueueShutDown
15 t2.2 TimeoutError
15 t2.4
17 b1.5 [10, 44]
17 b1.6 misuse
17 b1.7 79
17 t1.15 [79]
18 main.1 11
18 main.3 nil
18 main.5 false
18 main.6 misuse
18 main.8 misuse
18 t4.1 11
]==]
