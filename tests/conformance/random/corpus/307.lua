-- Random program, seed 3870; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 0}, {"lifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.9", nil, function()
      for _ = 1, 2 do
        do
          local ok, err = try(function()
            bump()
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t1.1", err)
            mark("t1.2")
            notify("t1.3", 1, 1)
          end
        end
        state_of("t1.4", 1)
      end
      local ok, err = try(function()
        local c1 = async(function()
          shelter("c1.3", nil, function()
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(1, 0)
              await(wait_barrier("c1.1", 1))
            end)
          end)
          cancel("c1.4", 1)
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(2, 0.25)
            await(get("c1.5", 1))
          end)
          put_nowait("c1.7", 2, 7)
          mark("c1.9")
          return 64
        end)
        await(each_completed("t1.5", {c1}, 0.25))
      end)
      if not ok then
        log_error("t1.6", err)
        do
          local _ <close> = await(lock(1):acquire())
          get_nowait("t1.7", 1)
          cancel("t1.8", 1)
        end
        error(err, 0)
      end
    end)
    return 37
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.7", "Exception", function()
      cancel_future("t2.1", 3)
      for _ = 1, 2 do
        uncancel("t2.2")
        await(look("t2.3", 1))
      end
      shelter("t2.5", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(put("t2.4", 2, 5))
      end)
      cancel("t2.6", 1)
    end)
    shelter("t2.9", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(get("t2.8", 2))
    end)
    return 61
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.1", "Exception", function()
      await(nap(0.25))
    end)
    return 12
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      set_future("t4.1", 3, 8)
    end)
    return 84
  end)
  spawn(4, t4, false)
  cancel("main.1", 3)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(get("main.2", 1))
    end)
  end)
  shelter("main.6", "Exception", function()
    queue_size("main.5", 1)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(wait_event("main.7", 2))
    end)
  end)
  shelter("main.10", "Exception", function()
    await(nap(0))
  end)
end
--[==[ trace
0 main.1 true
1 t1.4 pending
1 t1.4 pending
1 t2.1 true
1 t2.2 0
1 t4.1 InvalidStateError
4 c1.2 TimeoutError
4 c1.4 true
5 t1.6 CancelledError
5 t1.7 QueueEmpty
5 t1.8 true
5 t1.9 CancelledError
6 t2.3 CancelledError
6 t2.2 0
6 t2.3 CancelledError
6 t2.4
6 t2.6 false
6 t2.8 5
8 main.3 TimeoutError
8 main.5 0 true false
8 c1.6 TimeoutError
8 c1.7 nil
8 c1.9
10 main.8 TimeoutError
]==]
