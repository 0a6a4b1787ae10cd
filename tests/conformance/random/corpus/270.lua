-- Random program, seed 780; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      do
        local _ <close> = group_scope(1)
        group_cancel("t1.1", 1)
        notify_all("t1.2", 2)
      end
      release_semaphore("t1.4", 1)
      local _ <close> = await(lock(1):acquire())
      await(abort_barrier("t1.5", 1))
    end)
    return 48
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", nil, function()
      set_future("t2.1", 3, 3)
      do
        local _ <close> = group_scope(2)
        release_semaphore("t2.2", 1)
        cancel("t2.3", 2)
      end
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(wait_barrier("t2.4", 1))
      end)
    end)
    watch("t2.7", 1)
    return 10
  end)
  spawn(2, t2, false)
  shelter("main.11", "Exception", function()
    notify("main.1", 1, 1)
    do
      local _ <close> = await(semaphore(2):acquire())
      do
        local _ <close> = await(lock(1):acquire())
        mark("main.2")
        do
          local _ <close> = group_scope(3)
          shelter("main.4", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(wait_barrier("main.3", 1))
          end)
          shutdown_queue("main.5", 1, true)
          release_semaphore("main.6", 2)
        end
      end
      do
        local ok, err = try(function()
          local c1 = async(function()
            shelter("c1.3", "Exception", function()
              shelter("c1.2", "Exception", function()
                local _ <close> = timeout_scope(3, 0.5)
                await(get("c1.1", 1))
              end)
            end)
            shelter("c1.5", nil, function()
              get_nowait("c1.4", 1)
            end)
            return 27
          end)
          local c2 = async(function()
            mark("c2.1")
            await(wait_barrier("c2.2", 1))
            return 7
          end)
          await(gather_all("main.7", {c1, c2}, false))
        end)
        if not ok then
          log_error("main.8", err)
          cancel("main.9", 1)
        end
      end
    end
    await(nap(0))
    notify("main.10", 1, 1)
  end)
  shelter("main.14", "Exception", function()
    shelter("main.13", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(wait_condition("main.12", 2))
    end)
  end)
  shelter("main.17", nil, function()
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(join("main.15", 2))
    end)
  end)
end
--[==[ trace
0 main.1 misuse
0 main.2
1 t1.1
1 t1.2 misuse
1 t1.4 nil false
1 t2.1 nil
1 t2.2 nil false
1 t2.3 true
1 t2.4 1
2 main.4 TimeoutError
2 main.5
2 main.6 nil false
3 t1.5 true
3 c1.2 QueueShutDown
3 c1.4 QueueShutDown
3 c2.1
4 t2.7 finished 48
5 main.8 BrokenBarrierError
5 main.9 false
6 main.10 misuse
6 main.13 misuse
6 main.17 CancelledError
]==]
