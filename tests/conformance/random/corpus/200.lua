-- Random program, seed 1423; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"priority", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      fail_future("t1.1", 2)
    end)
    return 50
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    do
      local _ <close> = defer(function()
        mark("t2.2")
        local t4 = async(function()
          shelter("t4.3", "Exception", function()
            uncancel("t4.1")
            set_future("t4.2", 2, 2)
          end)
          return 18
        end)
        spawn(4, t4, false)
      end)
      local t3 = async(function()
        shelter("t3.3", nil, function()
          notify("t3.1", 1, 1)
          await(nap(0.25))
          uncancel("t3.2")
        end)
        await(acquire_lock("t3.4", 1))
        return 23
      end)
      spawn(3, t3, false)
      cancel("t2.1", 3)
    end
    shelter("t2.9", "Exception", function()
      put_nowait("t2.3", 1, 1)
      do
        local _ <close> = defer(function()
          mark("t2.5")
          release_semaphore("t2.6", 1)
        end)
        notify_all("t2.4", 1)
      end
      shelter("t2.8", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(join_queue("t2.7", 1))
      end)
    end)
    return 14
  end)
  spawn(2, t2, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      await(wait_some("t5.1", {4}, nil, "ALL_COMPLETED"))
    end)
    shelter("t5.10", "Exception", function()
      local ok, err = try(function()
        local c1 = async(function()
          shelter("c1.4", "Exception", function()
            notify_all("c1.1", 1)
            uncancel("c1.2")
            set_future("c1.3", 4, 2)
          end)
          return 73
        end)
        await(wait_limited("t5.3", c1, 1))
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t5.4", err)
        do
          local ok, err = try(function()
            notify("t5.5", 1, 1)
            queue_size("t5.6", 2)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("t5.7", err)
            set_future("t5.8", 4, 2)
            boom("t5.9")
          end
        end
        error(err, 0)
      end
    end)
    return 47
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.2", "Exception", function()
      fail_future("t6.1", 1)
    end)
    return 68
  end)
  spawn(6, t6, true)
  local g1 = coroutine.wrap(function()
    await(wait_some("g1.1", {5, 2}, 0.25, "ALL_COMPLETED"))
    later(1, 0, function()
      mark("k1.1")
    end)
    coroutine.yield(1)
    fail_future("g1.2", 1)
    reschedule("g1.3", 1, 0)
    coroutine.yield(2)
    await(wait_limited("g1.4", 6, 1))
    coroutine.yield(3)
  end)
  for value in g1 do log("main.1", value) end
  shelter("main.7", "Exception", function()
    release_semaphore("main.2", 1)
    await(join("main.3", 2))
    cancelling("main.4")
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_future("main.5", 4))
    end)
  end)
  shelter("main.9", "Exception", function()
    await(wait_some("main.8", {4}, 1, "ALL_COMPLETED"))
  end)
end
--[==[ trace
0 t6.1 nil
1 t1.1 nil
1 t2.1 true
1 t2.2
1 t2.3 nil
1 t2.4 misuse
1 t2.5
1 t2.6 nil false
2 t4.1 0
2 t4.2 InvalidStateError
4 t5.1 {t4} {}
4 c1.1 misuse
4 c1.2 0
4 c1.3 nil
4 t5.3 73
7 g1.1 {t5} {t2}
7 main.1 1
7 g1.2 InvalidStateError
7 g1.3 misuse
7 main.1 2
7 g1.4 68
7 main.1 3
7 main.2 nil false
7 t2.8 TimeoutError
8 main.3 14
8 main.4 0
8 main.5 2
8 k1.1
10 main.8 {t4} {}
]==]
