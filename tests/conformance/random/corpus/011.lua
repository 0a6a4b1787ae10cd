-- Random program, seed 3310; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(wait_barrier("t1.1", 1))
    end)
    do
      local _ <close> = group_scope(1)
      cancelling("t1.3")
    end
    for _ = 1, 2 do
      local t2 = async(function()
        notify_all("t2.1", 1)
        group_cancel("t2.2", 1)
        mark("t2.3")
        await(nap(0.5))
        shelter("t2.7", "Exception", function()
          get_nowait("t2.4", 1)
          get_var("t2.5")
          fail_future("t2.6", 3)
        end)
        return 59
      end)
      spawn(2, t2, true)
    end
    do
      local ok, err = try(function()
        shelter("t1.5", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(join_queue("t1.4", 2))
        end)
        shelter("t1.7", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(put("t1.6", 2, 2))
        end)
      end)
      if not ok then
        log_error("t1.8", err)
        shelter("t1.10", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(put("t1.9", 1, 7))
        end)
      end
    end
    shelter("t1.15", "Exception", function()
      await(wait_some("t1.11", {2, 2, 2}, 1, "FIRST_COMPLETED"))
      for _ = 1, 3 do
        local c1 = async(function()
          shelter("c1.7", nil, function()
            notify_all("c1.1", 2)
            shelter("c1.3", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(wait_barrier("c1.2", 1))
            end)
            shelter("c1.5", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(wait_barrier("c1.4", 1))
            end)
            cancelling("c1.6")
          end)
          return 5
        end)
        await(gather_all("t1.12", {c1}, false))
        shelter("t1.14", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(acquire_semaphore("t1.13", 2))
        end)
      end
    end)
    return 65
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local t4 = async(function()
        shelter("t4.5", nil, function()
          do
            local ok, err = try(function()
              cancel("t4.1", 2)
            end)
            if not ok then
              expect(err, CancelledError)
              log_error("t4.2", err)
              mark("t4.3")
            end
          end
          await(nap(1.5))
          await(nap(1))
          get_nowait("t4.4", 1)
        end)
        return 63
      end)
      spawn(4, t4, false)
      shutdown_queue("t3.1", 1, true)
    end)
    shelter("t3.4", "Exception", function()
      local _ <close> = timeout_scope(8, 0.5)
      await(get("t3.3", 1))
    end)
    return 4
  end)
  spawn(3, t3, false)
  await(wait_event("main.1", 1))
  shelter("main.3", "Exception", function()
    release_semaphore("main.2", 2)
  end)
  shelter("main.5", "Exception", function()
    watch("main.4", 3)
  end)
  shelter("main.7", "Exception", function()
    cancel("main.6", 2)
  end)
end
--[==[ trace
1 t3.1
1 t3.4 QueueShutDown
4 t1.2 TimeoutError
4 t1.3 0
4 t2.1 misuse
4 t2.2
4 t2.3
4 t2.1 misuse
4 t2.2
4 t2.3
4 t1.4
4 t1.6
7 t2.4 QueueShutDown
7 t2.5 0
7 t2.6 nil
7 t2.4 QueueShutDown
7 t2.5 0
7 t2.6 InvalidStateError
9 t1.11 {t2} {}
10 c1.1 misuse
12 c1.3 TimeoutError
14 t4.4 QueueShutDown
16 c1.5 TimeoutError
16 c1.6 0
18 t1.12 [5]
18 t1.13
19 c1.1 misuse
21 c1.3 TimeoutError
23 c1.5 TimeoutError
23 c1.6 0
25 t1.12 [5]
27 t1.14 TimeoutError
28 c1.1 misuse
30 c1.3 TimeoutError
32 c1.5 TimeoutError
32 c1.6 0
34 t1.12 [5]
36 t1.14 TimeoutError
- raised TimeoutError
]==]
