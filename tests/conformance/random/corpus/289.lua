-- Random program, seed 3334; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      local c1 = async(function()
        shelter("c1.4", nil, function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(get("c1.1", 1))
          end)
          local c2 = async(function()
            shelter("c2.1", "Exception", function()
              await(nap(1))
            end)
            shelter("c2.7", nil, function()
              shelter("c2.3", "Exception", function()
                local _ <close> = timeout_scope(2, 1)
                await(wait_condition("c2.2", 1))
              end)
              fail_future("c2.4", 2)
              set_future("c2.5", 2, 6)
              uncancel("c2.6")
            end)
            return 48
          end)
          await(gather_all("c1.3", {c2}, true))
        end)
        return 28
      end)
      await(wait_shielded("t1.2", c1))
      get_nowait("t1.3", 2)
      local g1 = coroutine.wrap(function()
        await(nap(2))
        local b1 = async(function()
          shelter("b1.8", nil, function()
            release_lock("b1.1", 1)
            shelter("b1.3", "Exception", function()
              local _ <close> = timeout_scope(3, 0)
              await(get("b1.2", 1))
            end)
            cancel_future("b1.6", 1)
            watch("b1.7", 1)
          end)
          return 62
        end)
        await(b1())
        coroutine.yield(1)
      end)
      for value in g1 do log("t1.4", value) end
    end)
    shelter("t1.8", nil, function()
      await(nap(0))
      local _ <close> = group_scope(1)
      boom("t1.7")
    end)
    return 83
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      for _ = 1, 3 do
        local t3 = async(function()
          shelter("t3.2", "Exception", function()
            await(wait_some("t3.1", {1}, 1, "FIRST_COMPLETED"))
          end)
          return 88
        end)
        spawn(3, t3, false)
      end
      local _ <close> = await(condition(2):acquire())
      notify("t2.1", 2, 1)
    end)
    return 68
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    shelter("t4.6", nil, function()
      for _ = 1, 2 do
        do
          local ok, err = try(function()
            put_nowait("t4.1", 2, 5)
            reschedule("t4.2", 3, -1)
          end)
          if not ok then
            log_error("t4.3", err)
            shelter("t4.5", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(wait_barrier("t4.4", 1))
            end)
            error(err, 0)
          end
        end
        await(nap(1))
      end
    end)
    shelter("t4.12", "Exception", function()
      local ok, err = try(function()
        for _ = 1, 3 do
          cancel_future("t4.7", 1)
          state_of("t4.8", 1)
        end
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t4.9", err)
        shelter("t4.11", "Exception", function()
          local _ <close> = timeout_scope(5, 1)
          await(wait_future("t4.10", 1))
        end)
      end
    end)
    return 42
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.3", nil, function()
      watch_future("t5.2", 1)
    end)
    shelter("t5.4", nil, function()
      await(nap(1))
    end)
    return 27
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    await(wait_some("t6.1", {1, 3}, 0.5, "FIRST_COMPLETED"))
    return 13
  end)
  spawn(6, t6, false)
  shelter("main.2", nil, function()
    await(look("main.1", 4))
  end)
  shelter("main.4", "Exception", function()
    await(look("main.3", 1))
  end)
  shelter("main.5", "Exception", function()
    set_event(1)
  end)
  shelter("main.7", "Exception", function()
    local _ <close> = timeout_scope(6, 0.5)
    await(get("main.6", 2))
  end)
  shelter("main.10", nil, function()
    queue_size("main.9", 1)
  end)
end
--[==[ trace
1 t2.1 nil
1 t4.1 nil
4 c1.2 TimeoutError
7 t6.1 {} {t1, t3}
9 t4.1 nil
9 t3.1 {} {t1}
9 t3.1 {} {t1}
9 t3.1 {} {t1}
11 c2.3 misuse
11 c2.4 nil
11 c2.5 InvalidStateError
11 c2.6 0
13 c1.3 [48]
15 t1.2 28
15 t1.3 5
17 t4.7 true
17 t4.8 pending
17 t4.7 false
17 t4.8 pending
17 t4.7 false
17 t4.8 pending
18 t5.2 cancelled
18 main.1 42
20 b1.1 misuse false
22 b1.3 TimeoutError
22 b1.6 false
22 t1.4 1
23 t1.7
23 t1.8 Group[Boom t1.7]
24 main.3 83
24 main.6 5
24 main.9 0 true false
24 b1.7 finished 83
]==]
