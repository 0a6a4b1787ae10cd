-- Random program, seed 2929; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 3}, {"priority", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      watch("t1.1", 1)
      cancel("t1.2", 1)
      get_nowait("t1.3", 2)
      local _ <close> = group_scope(1)
      bump()
      for _ = 1, 2 do
        clear_event(1)
      end
      local t2 = async(function()
        shelter("t2.2", nil, function()
          watch("t2.1", 2)
        end)
        shelter("t2.4", nil, function()
          await(nap(2))
          await(nap(1.5))
          watch("t2.3", 2)
        end)
        return 17
      end)
      spawn(2, t2, false)
      state_of("t1.5", 2)
    end)
    watch("t1.7", 1)
    notify_all("t1.8", 1)
    set_event(1)
    return 60
  end)
  spawn(1, t1, true)
  local t3 = async(function()
    cancel("t3.1", 1)
    do
      local ok, err = try(function()
        mark("t3.2")
        notify("t3.3", 1, 1)
        local g1 = coroutine.wrap(function()
          notify("g1.1", 1, 2)
          shelter("g1.3", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(wait_condition("g1.2", 1))
          end)
          coroutine.yield(1)
          await(reset_barrier("g1.4", 1))
          release_semaphore("g1.5", 2)
          coroutine.yield(2)
          shelter("g1.7", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join_queue("g1.6", 1))
          end)
          clear_event(2)
          coroutine.yield(3)
        end)
        for value in g1 do log("t3.4", value) end
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t3.5", err)
        await(wait_shielded("t3.6", 2))
      end
    end
    shelter("t3.9", nil, function()
      shelter("t3.8", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_event("t3.7", 2))
      end)
    end)
    return 83
  end)
  spawn(3, t3, true)
  shelter("main.2", "Exception", function()
    get_nowait("main.1", 1)
  end)
  shelter("main.6", nil, function()
    do
      local ok, err = try(function()
        local t4 = async(function()
          shelter("t4.6", nil, function()
            do
              local _ <close> = timeout_scope(4, 0.5)
              watch("t4.1", 1)
              set_future("t4.2", 4, 3)
              set_future("t4.3", 2, 4)
            end
            expired("t4.4", 4)
            set_future("t4.5", 4, 4)
            await(nap(0))
            await(nap(1.5))
          end)
          return 4
        end)
        spawn(4, t4, false)
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("main.3", err)
        cancel("main.4", 4)
        error(err, 0)
      end
    end
    cancelling("main.5")
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(wait_event("main.7", 1))
    end)
  end)
  shelter("main.10", "Exception", function()
    await(nap(1))
  end)
  shelter("main.12", "Exception", function()
    watch_future("main.11", 2)
  end)
end
--[==[ trace
0 t1.3 QueueEmpty
0 t1.5 pending
0 t1.8 misuse
0 t3.1 false
0 t3.2
0 t3.3 misuse
0 g1.1 misuse
0 g1.3 misuse
0 t3.4 1
0 g1.4 0
0 g1.5 nil false
0 t3.4 2
0 g1.6
0 t3.4 3
0 main.1 QueueEmpty
0 main.5 0
0 main.7 true true
1 t4.2 nil
1 t4.3 nil
1 t4.4 false
1 t4.5 InvalidStateError
2 t4.1 finished 60
4 t3.8 TimeoutError
7 main.11 finished 4
8 t2.4 CancelledError
8 t4.6 CancelledError
9 t2.1 finished 17
]==]
