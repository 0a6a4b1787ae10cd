-- Random program, seed 1057; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 1}, {"priority", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    set_event(1)
    await(wait_event("t1.1", 1))
    do
      local _ <close> = group_scope(1)
      group_cancel("t1.2", 1)
    end
    do
      local _ <close> = timeout_scope(1, 0)
      boom("t1.3")
      await(nap(2))
      bump()
    end
    expired("t1.5", 1)
    return 21
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(get("t2.1", 1))
      end)
    end)
    shelter("t2.16", nil, function()
      local _ <close> = defer(function()
        mark("t2.13")
        local _ <close> = await(condition(2):acquire())
        shelter("t2.15", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(wait_condition("t2.14", 2))
        end)
      end)
      do
        local ok, err = try(function()
          queue_size("t2.4", 1)
          group_cancel("t2.5", 1)
          queue_size("t2.6", 2)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t2.7", err)
          set_event(1)
        end
      end
      do
        local _ <close> = defer(function()
          mark("t2.10")
          set_event(1)
        end)
        queue_size("t2.8", 1)
        cancelling("t2.9")
      end
      shelter("t2.12", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(join_queue("t2.11", 2))
      end)
    end)
    return 40
  end)
  spawn(2, t2, false)
  shelter("main.11", nil, function()
    state_of("main.1", 1)
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        set_future("c1.1", 4, 9)
      end)
      shelter("c1.12", "Exception", function()
        for _ = 1, 3 do
          state_of("c1.3", 2)
          do
            local ok, err = try(function()
              state_of("c1.4", 1)
              group_cancel("c1.5", 1)
            end)
            if not ok then
              log_error("c1.6", err)
              shelter("c1.8", "Exception", function()
                local _ <close> = timeout_scope(5, 1)
                await(wait_barrier("c1.7", 1))
              end)
              await(nap(0.5))
            end
          end
        end
        state_of("c1.9", 2)
        cancelling("c1.10")
        local _ <close> = await(condition(1):acquire())
        notify_all("c1.11", 1)
      end)
      return 33
    end)
    await(gather_all("main.2", {c1}, true))
    await(nap(0))
    local _ <close> = await(lock(2):acquire())
    do
      local ok, err = try(function()
        await(nap(0))
        shelter("main.5", "Exception", function()
          local _ <close> = timeout_scope(6, 0.5)
          await(put("main.4", 2, 3))
        end)
      end)
      if not ok then
        log_error("main.6", err)
        release_lock("main.7", 2)
        error(err, 0)
      end
    end
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(put("main.8", 2, 7))
    end)
    release_lock("main.10", 1)
  end)
  shelter("main.14", "Exception", function()
    shelter("main.13", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(put("main.12", 2, 5))
    end)
  end)
  shelter("main.17", nil, function()
    mark("main.16")
  end)
  shelter("main.19", "Exception", function()
    watch("main.18", 2)
  end)
  shelter("main.21", nil, function()
    cancelling("main.20")
  end)
end
--[==[ trace
0 main.1 pending
1 t1.1 true true
1 t1.2
1 t1.3
1 c1.1 nil
1 c1.3 pending
1 c1.4 failed Boom t1.3
1 c1.5
1 c1.3 pending
1 c1.4 failed Boom t1.3
1 c1.5
1 c1.3 pending
1 c1.4 failed Boom t1.3
1 c1.5
1 c1.9 pending
1 c1.10 0
1 c1.11 nil
3 main.2 [33]
5 main.4
7 t2.2 TimeoutError
7 t2.4 0 true false
7 t2.5
7 t2.6 1 false true
7 t2.8 0 true false
7 t2.9 0
7 t2.10
7 main.9 TimeoutError
7 main.10 misuse false
9 t2.12 TimeoutError
9 t2.13
11 main.13 TimeoutError
11 main.16
11 main.20 0
11 t2.15 TimeoutError
12 main.18 finished 40
]==]
