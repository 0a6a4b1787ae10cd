-- Random program, seed 1602; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      set_event(1)
      shutdown_queue("t2.1", 2, false)
      shelter("t2.13", "Exception", function()
        local c1 = async(function()
          shelter("c1.1", nil, function()
            await(nap(0))
          end)
          shelter("c1.7", "Exception", function()
            shelter("c1.3", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(wait_barrier("c1.2", 1))
            end)
            shelter("c1.5", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(wait_barrier("c1.4", 1))
            end)
            shutdown_queue("c1.6", 2, false)
          end)
          return 42
        end)
        local c2 = async(function()
          shelter("c2.5", nil, function()
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(wait_barrier("c2.3", 1))
            end)
          end)
          return 68
        end)
        await(gather_all("t2.2", {c1, c2}, true))
        do
          local ok, err = try(function()
            clear_event(1)
            shelter("t2.4", "Exception", function()
              local _ <close> = timeout_scope(4, 0.25)
              await(wait_barrier("t2.3", 1))
            end)
            mark("t2.6")
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t2.7", err)
            cancel("t2.8", 2)
            error(err, 0)
          end
        end
        local ok, err = try(function()
          mark("t2.9")
        end)
        if not ok then
          expect(err, "Exception")
          log_error("t2.10", err)
          notify("t2.11", 1, 3)
          get_nowait("t2.12", 2)
        end
      end)
      return 30
    end)
    spawn(2, t2, false)
    local b1 = async(function()
      reschedule("b1.1", 1, 0)
      get_nowait("b1.2", 2)
      await(get("b1.3", 1))
      shelter("b1.9", "Exception", function()
        do
          local _ <close> = timeout_scope(5, 1)
          shelter("b1.5", "Exception", function()
            local _ <close> = timeout_scope(6, 0.5)
            await(acquire_semaphore("b1.4", 2))
          end)
        end
        expired("b1.6", 5)
        await(wait_some("b1.7", {2, 2}, 1, "ALL_COMPLETED"))
        notify_all("b1.8", 1)
      end)
      return 78
    end)
    await(b1())
    uncancel("t1.1")
    shelter("t1.3", nil, function()
      later(1, 0.5, function()
        set_event(1)
      end)
      await(gather_all("t1.2", {2}, true))
    end)
    return 35
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    local c3 = async(function()
      shelter("c3.2", nil, function()
        await(wait_some("c3.1", {1}, 0.25, "FIRST_EXCEPTION"))
      end)
      state_of("c3.3", 2)
      local c4 = async(function()
        shelter("c4.2", "Exception", function()
          local _ <close> = timeout_scope(7, 0)
          await(wait_barrier("c4.1", 1))
        end)
        await(abort_barrier("c4.3", 1))
        mark("c4.4")
        shelter("c4.6", "Exception", function()
          local _ <close> = timeout_scope(8, 0.5)
          await(acquire_semaphore("c4.5", 1))
        end)
        notify("c4.7", 1, 1)
        return 87
      end)
      await(each_outcome("c3.4", {2, c4}, 1))
      await(look("c3.5", 2))
      shelter("c3.7", "Exception", function()
        local _ <close> = timeout_scope(9, 0.5)
        await(get("c3.6", 1))
      end)
      return 17
    end)
    await(gather_all("t3.1", {2, c3}, false))
    return 89
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      put_nowait("t4.1", 1, 2)
    end)
    return 33
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    await(look("t5.1", 2))
    shelter("t5.3", "Exception", function()
      local _ <close> = timeout_scope(10, 1)
      await(wait_barrier("t5.2", 1))
    end)
    return 38
  end)
  spawn(5, t5, false)
  shelter("main.2", "Exception", function()
    await(wait_barrier("main.1", 1))
  end)
  await(nap(1.5))
  shelter("main.4", "Exception", function()
    notify_all("main.3", 1)
  end)
  shelter("main.6", "Exception", function()
    await(wait_barrier("main.5", 1))
  end)
end
--[==[ trace
1 b1.2 QueueEmpty
1 t4.1 nil
2 t2.1
2 b1.3 2
4 c1.2 2
5 main.1 0
5 c2.3 1
8 c3.1 {} {t1}
8 c3.3 pending
11 c4.2 TimeoutError
11 c4.3 true
11 c4.4
11 c4.5
11 c4.7 misuse
12 c1.5 BrokenBarrierError
12 c1.6
13 c3.4 87
14 t2.2 [42, 68]
14 t2.4 BrokenBarrierError
14 t2.6
14 t2.9
15 t5.1 30
15 t5.3 BrokenBarrierError
16 c3.4 30
16 c3.5 30
18 b1.5 TimeoutError
18 b1.6 false
20 b1.7 {t2} {}
20 b1.8 misuse
20 t1.1 0
20 t1.2 [30]
22 c3.7 TimeoutError
24 t3.1 [17]
27 main.3 misuse
27 main.6 BrokenBarrierError
]==]
