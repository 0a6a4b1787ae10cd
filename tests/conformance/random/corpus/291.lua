-- Random program, seed 810; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"lifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      notify("t1.1", 1, 2)
    end)
    return 34
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.9", nil, function()
      local t3 = async(function()
        shelter("t3.4", "Exception", function()
          set_future("t3.1", 1, 8)
          shelter("t3.3", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(wait_future("t3.2", 1))
          end)
          await(nap(0.25))
        end)
        return 42
      end)
      spawn(3, t3, false)
      cancelling("t2.1")
      do
        local _ <close> = timeout_scope(2, 0.25)
        for _ = 1, 3 do
          watch("t2.2", 1)
        end
        do
          local ok, err = try(function()
            await(abort_barrier("t2.3", 1))
            await(nap(0.25))
            shelter("t2.5", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(wait_future("t2.4", 2))
            end)
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t2.6", err)
            get_nowait("t2.7", 1)
          end
        end
        clear_event(1)
      end
      boom("t2.8")
    end)
    shelter("t2.11", "Exception", function()
      put_nowait("t2.10", 1, 4)
    end)
    return 48
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      await(look("t4.1", 2))
    end)
    shelter("t4.4", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join("t4.3", 3))
    end)
    return 81
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", nil, function()
      notify_all("t5.1", 1)
    end)
    reschedule("t5.3", 2, 3)
    return 57
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.3", nil, function()
      shelter("t6.2", "Exception", function()
        local _ <close> = timeout_scope(5, 0.25)
        await(wait_future("t6.1", 1))
      end)
    end)
    shelter("t6.5", "Exception", function()
      boom("t6.4")
    end)
    return 52
  end)
  spawn(6, t6, false)
  shelter("main.2", nil, function()
    boom("main.1")
  end)
  shelter("main.4", "Exception", function()
    release_lock("main.3", 2)
  end)
  shelter("main.6", nil, function()
    await(look("main.5", 4))
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(6, 0)
      await(wait_barrier("main.7", 1))
    end)
  end)
  shelter("main.11", nil, function()
    await(look("main.10", 4))
  end)
  shelter("main.12", nil, function()
    clear_event(1)
  end)
end
--[==[ trace
0 main.1
0 main.2 Boom main.1
0 main.3 misuse false
1 t1.1 misuse
1 t2.1 0
1 t2.3 true
1 t5.1 misuse
1 t5.3 nil
2 t3.1 nil
2 t3.2 8
2 t2.2 finished 34
2 t2.2 finished 34
2 t2.2 finished 34
3 t6.1 8
3 t6.4
3 t6.5 Boom t6.4
7 t2.5 TimeoutError
7 t2.8
7 t2.9 Boom t2.8
7 t2.10 nil
8 t4.1 48
8 t4.3 42
9 main.5 81
9 main.8 BrokenBarrierError
9 main.10 81
]==]
