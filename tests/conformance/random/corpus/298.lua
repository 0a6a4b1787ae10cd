-- Random program, seed 5564; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"priority", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      get_var("t1.1")
      await(nap(1.5))
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(acquire_semaphore("t1.2", 1))
      end)
    end)
    return 52
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        local _ <close> = timeout_scope(2, 0.25)
        await(put("c1.1", 1, 1))
      end)
      bump()
      local c2 = async(function()
        shelter("c2.3", "Exception", function()
          put_nowait("c2.1", 1, 8)
          task_done("c2.2", 1)
        end)
        fail_future("c2.4", 1)
        get_nowait("c2.5", 1)
        return 35
      end)
      await(each_outcome("c1.3", {c2, 1, 1}, 2))
      shelter("c1.5", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(get("c1.4", 1))
      end)
      return 8
    end)
    local c3 = async(function()
      shelter("c3.8", nil, function()
        set_event(1)
        do
          local ok, err = try(function()
            put_nowait("c3.1", 2, 8)
            await(nap(1.5))
            cancel_future("c3.2", 1)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("c3.3", err)
            put_nowait("c3.4", 2, 3)
            await(nap(0.5))
            error(err, 0)
          end
        end
        put_nowait("c3.5", 2, 5)
        shelter("c3.7", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(put("c3.6", 2, 7))
        end)
      end)
      return 29
    end)
    await(each_outcome("t2.1", {c1, 1, c3}, 0.5))
    do
      local _ <close> = group_scope(1)
      cancel("t2.2", 2)
      local b1 = async(function()
        put_nowait("b1.1", 2, 1)
        notify("b1.2", 1, 3)
        get_nowait("b1.3", 2)
        return 8
      end)
      await(b1())
      await(put("t2.4", 1, 3))
      fail_future("t2.5", 1)
    end
    shelter("t2.7", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(acquire_lock("t2.6", 2))
    end)
    shelter("t2.10", "Exception", function()
      shelter("t2.9", "Exception", function()
        local _ <close> = timeout_scope(6, 1)
        await(put("t2.8", 2, 8))
      end)
    end)
    return 6
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    bump()
    return 13
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.3", nil, function()
      put_nowait("t4.2", 1, 9)
    end)
    return 21
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", nil, function()
      boom("t5.1")
    end)
    put_nowait("t5.3", 2, 2)
    return 1
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    cancel("main.1", 1)
  end)
  shelter("main.3", "Exception", function()
    bump()
  end)
  shelter("main.4", nil, function()
    await(nap(0))
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(wait_barrier("main.5", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    local _ <close> = timeout_scope(8, 1)
    await(wait_future("main.8", 2))
  end)
  shelter("main.10", nil, function()
    await(nap(0.5))
  end)
end
--[==[ trace
0 main.1 true
1 t4.2 nil
1 t5.1
1 t5.2 Boom t5.1
1 t5.3 nil
2 c1.1
2 c3.1 nil
3 c2.1 nil
3 c2.2 nil
3 c2.4 nil
3 c2.5 9
3 t2.1 CancelledError
4 c1.3 CancelledError
4 c1.3 35
4 c1.4 1
6 t2.1 8
8 t2.1 TimeoutError
8 t2.2 true
8 b1.1 nil
8 b1.2 misuse
8 b1.3 1
8 t2.4
8 t2.5 InvalidStateError
8 t2.6
8 t2.8
10 main.6 TimeoutError
12 c3.2 false
12 c3.5 nil
12 c3.6
14 main.9 TimeoutError
]==]
