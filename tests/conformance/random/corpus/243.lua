-- Random program, seed 1999; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 0}, {"priority", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_event("t1.1", 1))
    end)
    return 56
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    do
      local _ <close> = group_scope(1)
      cancelling("t2.1")
      local b1 = async(function()
        shelter("b1.7", nil, function()
          mark("b1.1")
          shelter("b1.3", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_condition("b1.2", 1))
          end)
          release_semaphore("b1.4", 2)
          shelter("b1.6", "Exception", function()
            local _ <close> = timeout_scope(3, 0)
            await(wait_event("b1.5", 1))
          end)
        end)
        shelter("b1.11", "Exception", function()
          release_semaphore("b1.8", 2)
          shelter("b1.10", "Exception", function()
            local _ <close> = timeout_scope(4, 0.5)
            await(join("b1.9", 1))
          end)
          await(nap(0))
        end)
        return 3
      end)
      await(b1())
      state_of("t2.2", 2)
    end
    shelter("t2.6", nil, function()
      local ok, err = try(function()
        set_future("t2.3", 3, 1)
      end)
      if not ok then
        log_error("t2.4", err)
        await(abort_barrier("t2.5", 1))
      end
    end)
    return 49
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    release_semaphore("t3.1", 2)
    for _ = 1, 3 do
      mark("t3.2")
      for _ = 1, 2 do
        await(nap(0))
        state_of("t3.3", 1)
      end
    end
    watch_future("t3.4", 2)
    do
      local _ <close> = await(lock(1):acquire())
      notify("t3.5", 2, 2)
      await(wait_shielded("t3.6", 2))
    end
    return 71
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    await(nap(0))
    state_of("t4.1", 4)
    return 43
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(acquire_lock("t5.1", 2))
    end)
    shelter("t5.8", nil, function()
      await(nap(2))
      do
        local ok, err = try(function()
          release_lock("t5.3", 2)
        end)
        if not ok then
          log_error("t5.4", err)
          put_nowait("t5.5", 2, 7)
          error(err, 0)
        end
      end
      shelter("t5.7", "Exception", function()
        local _ <close> = timeout_scope(6, 0.25)
        await(wait_barrier("t5.6", 1))
      end)
    end)
    return 82
  end)
  spawn(5, t5, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(join("main.1", 3))
    end)
  end)
  shelter("main.5", nil, function()
    release_semaphore("main.4", 1)
  end)
  shelter("main.7", nil, function()
    await(get("main.6", 1))
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(8, 0.5)
      await(wait_barrier("main.8", 1))
    end)
  end)
end
--[==[ trace
1 t2.1 0
1 b1.1
1 b1.3 misuse
1 b1.4 nil false
1 t3.1 nil false
1 t3.2
1 t5.1
2 t3.3 pending
2 t4.1 pending
3 b1.6 TimeoutError
3 b1.8 nil false
3 t3.3 pending
3 t3.2
4 t3.3 pending
5 t3.3 pending
5 t3.2
6 t3.3 pending
7 t3.3 pending
7 t3.5 misuse
10 b1.10 TimeoutError
10 main.2 TimeoutError
10 main.4 nil false
11 t2.2 pending
11 t2.3 nil
14 t5.3 nil false
16 t5.7 TimeoutError
18 main.7 CancelledError
20 main.9 TimeoutError
]==]
