-- Random program, seed 438; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", "Exception", function()
      local _ <close> = defer(function()
        mark("t1.4")
        local ok, err = try(function()
          clear_event(2)
          put_nowait("t1.5", 1, 4)
          queue_size("t1.6", 1)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t1.7", err)
          await(nap(1))
          await(nap(0))
          error(err, 0)
        end
      end)
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(get("t1.1", 2))
      end)
      queue_size("t1.3", 2)
    end)
    shelter("t1.14", nil, function()
      do
        local _ <close> = await(semaphore(2):acquire())
        await(nap(0.5))
        local c1 = async(function()
          shelter("c1.3", "Exception", function()
            await(reset_barrier("c1.1", 1))
            mark("c1.2")
          end)
          return 89
        end)
        await(wait_limited("t1.9", c1, 0.5))
        do
          local _ <close> = defer(function()
            mark("t1.12")
            cancel("t1.13", 1)
          end)
          shelter("t1.11", "Exception", function()
            local _ <close> = timeout_scope(2, 0.25)
            await(wait_event("t1.10", 2))
          end)
        end
      end
      await(nap(0))
    end)
    return 21
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    set_future("t2.2", 1, 9)
    return 16
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(3, 0.25)
      await(join("t3.1", 2))
    end)
    return 38
  end)
  spawn(3, t3, false)
  shelter("main.4", "Exception", function()
    await(nap(2))
    await(look("main.1", 3))
    reschedule("main.2", 1, 3)
    mark("main.3")
  end)
  shelter("main.11", nil, function()
    cancel("main.5", 1)
    do
      local _ <close> = group_scope(1)
      shutdown_queue("main.6", 1, false)
      get_nowait("main.8", 1)
      get_nowait("main.9", 2)
      notify_all("main.10", 1)
    end
    bump()
  end)
  shelter("main.13", "Exception", function()
    await(wait_some("main.12", {3}, 2, "FIRST_EXCEPTION"))
  end)
  shelter("main.16", nil, function()
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join("main.14", 2))
    end)
  end)
  shelter("main.18", nil, function()
    mark("main.17")
  end)
  queue_size("main.19", 1)
end
--[==[ trace
1 t2.2 nil
1 t3.1 16
3 t1.2 TimeoutError
3 t1.3 0 true false
3 t1.4
3 t1.5 nil
3 t1.6 1 false false
5 c1.1 0
5 c1.2
5 t1.9 89
7 t1.11 TimeoutError
7 t1.12
7 t1.13 true
8 t1.14 CancelledError
10 main.1 38
10 main.2 misuse
10 main.3
10 main.5 false
10 main.6
10 main.8 4
10 main.9 QueueEmpty
10 main.10 misuse
12 main.12 {t3} {}
12 main.14 16
12 main.17
12 main.19 0 true false
]==]
