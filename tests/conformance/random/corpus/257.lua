-- Random program, seed 4903; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 0}, {"lifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(get("t1.1", 2))
      end)
      do
        local _ <close> = timeout_scope(2, 1)
        await(put("t1.3", 2, 7))
      end
      await(reset_barrier("t1.4", 1))
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(acquire_semaphore("t1.5", 2))
      end)
    end)
    shelter("t1.21", "Exception", function()
      do
        local _ <close> = defer(function()
          mark("t1.12")
          cancel("t1.13", 1)
          local _ <close> = group_scope(1)
          cancel_future("t1.14", 1)
          get_nowait("t1.15", 2)
          fail_future("t1.16", 3)
          mark("t1.17")
        end)
        local t2 = async(function()
          shelter("t2.2", nil, function()
            cancel("t2.1", 2)
          end)
          return 7
        end)
        spawn(2, t2, false)
        do
          local ok, err = try(function()
            await(look("t1.8", 2))
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t1.9", err)
            mark("t1.10")
            await(look("t1.11", 2))
          end
        end
      end
      shelter("t1.19", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(acquire_semaphore("t1.18", 2))
      end)
      mark("t1.20")
    end)
    return 55
  end)
  spawn(1, t1, false)
  shelter("main.4", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_event("main.1", 1))
    end)
    local g1 = coroutine.wrap(function()
      do
        local _ <close> = group_scope(2)
        local t3 = async(function()
          set_event(1)
          return 43
        end)
        spawn(3, t3, false)
        uncancel("g1.1")
        cancelling("g1.2")
        local t4 = async(function()
          shelter("t4.6", nil, function()
            notify_all("t4.1", 1)
            shelter("t4.3", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(put("t4.2", 1, 7))
            end)
            shelter("t4.5", "Exception", function()
              local _ <close> = timeout_scope(7, 1)
              await(put("t4.4", 2, 1))
            end)
          end)
          shelter("t4.10", "Exception", function()
            reschedule("t4.7", 7, -1)
            await(nap(1))
            shelter("t4.9", "Exception", function()
              local _ <close> = timeout_scope(8, 0.5)
              await(wait_event("t4.8", 1))
            end)
          end)
          return 81
        end)
        spawn(4, t4, false)
      end
      coroutine.yield(1)
      shelter("g1.4", "Exception", function()
        local _ <close> = timeout_scope(9, 0.5)
        await(put("g1.3", 1, 7))
      end)
      coroutine.yield(2)
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("g1.5", 1)
      end
      coroutine.yield(3)
    end)
    for value in g1 do log("main.3", value) end
  end)
  shelter("main.7", nil, function()
    uncancel("main.5")
    mark("main.6")
  end)
  fail_future("main.8", 2)
end
--[==[ trace
3 t1.2 TimeoutError
3 t1.3
3 t1.4 0
3 t1.5
4 t2.1 true
5 t1.8 CancelledError
5 t1.12
5 t1.13 true
5 t1.14 true
5 t1.15 7
5 t1.16 nil
5 t1.17
8 main.2 TimeoutError
8 g1.1 0
8 g1.2 0
8 main.3 1
8 g1.3
8 main.3 2
8 g1.5 nil
8 main.3 3
8 main.5 0
8 main.6
8 main.8 nil
9 t4.1 misuse
9 t4.2
9 t4.4
9 t4.7 misuse
]==]
