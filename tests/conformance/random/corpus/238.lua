-- Random program, seed 3118; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"lifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(put("t1.1", 2, 1))
      end)
    end)
    shelter("t1.8", nil, function()
      await(nap(0.25))
      do
        local _ <close> = group_scope(1)
        reschedule("t1.5", 1, 0.25)
        set_event(1)
        put_nowait("t1.6", 2, 9)
        shutdown_queue("t1.7", 2, false)
      end
      await(nap(1))
    end)
    return 37
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    do
      local ok, err = try(function()
        for _ = 1, 3 do
          local b1 = async(function()
            shelter("b1.2", "Exception", function()
              local _ <close> = timeout_scope(2, 0)
              await(acquire_semaphore("b1.1", 1))
            end)
            cancel("b1.3", 1)
            shelter("b1.7", nil, function()
              reschedule("b1.4", 2, 0.5)
              shelter("b1.6", "Exception", function()
                local _ <close> = timeout_scope(3, 0)
                await(put("b1.5", 1, 2))
              end)
            end)
            return 38
          end)
          await(b1())
        end
        set_event(2)
        local b2 = async(function()
          shelter("b2.7", nil, function()
            await(nap(0.5))
            shelter("b2.2", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(wait_event("b2.1", 2))
            end)
            shelter("b2.4", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(wait_future("b2.3", 1))
            end)
            shelter("b2.6", "Exception", function()
              local _ <close> = timeout_scope(6, 0.25)
              await(acquire_semaphore("b2.5", 1))
            end)
          end)
          shelter("b2.12", nil, function()
            await(look("b2.8", 1))
            local _ <close> = group_scope(2)
            await(look("b2.9", 1))
            shelter("b2.11", "Exception", function()
              local _ <close> = timeout_scope(7, 0.5)
              await(wait_event("b2.10", 2))
            end)
          end)
          return 22
        end)
        await(b2())
      end)
      if not ok then
        expect(err, "Exception")
        log_error("main.1", err)
        notify_all("main.2", 2)
      end
    end
    await(get("main.3", 2))
    release_semaphore("main.4", 1)
  end)
  shelter("main.7", "Exception", function()
    local t2 = async(function()
      shelter("t2.4", nil, function()
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(8, 0)
          await(join_queue("t2.1", 1))
        end)
        await(each_outcome("t2.3", {1}, 1))
      end)
      shelter("t2.9", "Exception", function()
        await(look("t2.5", 1))
        await(nap(1))
        shelter("t2.7", "Exception", function()
          local _ <close> = timeout_scope(9, 1)
          await(put("t2.6", 2, 8))
        end)
        state_of("t2.8", 2)
      end)
      return 36
    end)
    spawn(2, t2, true)
    await(wait_some("main.6", {1, 2}, 0, "ALL_COMPLETED"))
  end)
  shelter("main.9", nil, function()
    notify("main.8", 2, 1)
  end)
end
--[==[ trace
0 b1.1
0 b1.3 true
0 b1.4 misuse
0 b1.5
2 b1.2 TimeoutError
2 b1.3 false
2 b1.4 misuse
2 b1.5
4 b1.2 TimeoutError
4 b1.3 false
4 b1.4 misuse
4 b1.5
7 b2.1 true true
9 b2.4 TimeoutError
11 b2.6 TimeoutError
11 b2.8 CancelledError
11 b2.9 CancelledError
11 b2.10 true true
13 main.5 CancelledError
15 t2.2 TimeoutError
15 main.6 {t1} {t2}
15 main.8 misuse
17 t2.3 CancelledError
17 t2.5 CancelledError
19 t2.6
19 t2.8 pending
]==]
