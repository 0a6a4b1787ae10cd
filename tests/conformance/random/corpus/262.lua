-- Random program, seed 4004; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 1}, {"lifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.13", "Exception", function()
      do
        local ok, err = try(function()
          release_semaphore("t1.1", 1)
          local ok, err = try(function()
            await(nap(1))
            put_nowait("t1.2", 1, 1)
            release_semaphore("t1.3", 2)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("t1.4", err)
            set_future("t1.6", 2, 6)
            put_nowait("t1.7", 1, 2)
          end
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t1.8", err)
          release_semaphore("t1.9", 1)
          shelter("t1.11", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(get("t1.10", 1))
          end)
        end
      end
      local c1 = async(function()
        shelter("c1.5", nil, function()
          local g1 = coroutine.wrap(function()
            shelter("g1.2", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(put("g1.1", 2, 7))
            end)
            coroutine.yield(1)
          end)
          for value in g1 do log("c1.1", value) end
          fail_future("c1.2", 1)
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(3, 0)
            await(put("c1.3", 1, 5))
          end)
        end)
        return 34
      end)
      local c2 = async(function()
        shelter("c2.6", "Exception", function()
          local _ <close> = defer(function()
            mark("c2.3")
            set_future("c2.4", 2, 8)
            watch_future("c2.5", 1)
          end)
          set_future("c2.2", 1, 8)
        end)
        shelter("c2.8", nil, function()
          local t2 = async(function()
            shelter("t2.4", "Exception", function()
              shelter("t2.2", "Exception", function()
                local _ <close> = timeout_scope(4, 0)
                await(join_queue("t2.1", 2))
              end)
              get_nowait("t2.3", 1)
            end)
            uncancel("t2.5")
            shelter("t2.7", "Exception", function()
              local _ <close> = timeout_scope(5, 1)
              await(get("t2.6", 1))
            end)
            state_of("t2.8", 1)
            return 39
          end)
          spawn(2, t2, false)
          await(wait_some("c2.7", {2, 2, 2}, 0.25, "ALL_COMPLETED"))
        end)
        return 5
      end)
      await(gather_all("t1.12", {c1, c2, 2}, false))
    end)
    return 57
  end)
  spawn(1, t1, true)
  local t3 = async(function()
    local b1 = async(function()
      shelter("b1.4", "Exception", function()
        shelter("b1.2", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(join("b1.1", 1))
        end)
        local t4 = async(function()
          shelter("t4.5", nil, function()
            cancelling("t4.1")
            mark("t4.2")
            state_of("t4.3", 1)
            cancel("t4.4", 2)
          end)
          return 85
        end)
        spawn(4, t4, false)
        state_of("b1.3", 4)
      end)
      shelter("b1.6", nil, function()
        put_nowait("b1.5", 2, 5)
      end)
      return 80
    end)
    await(b1())
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(get("t3.1", 1))
    end)
    return 82
  end)
  spawn(3, t3, false)
  shelter("main.2", "Exception", function()
    watch_future("main.1", 2)
  end)
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(8, 0)
      await(wait_event("main.3", 1))
    end)
  end)
  await(abort_barrier("main.6", 1))
  shelter("main.8", "Exception", function()
    await(wait_some("main.7", {1}, 0.25, "FIRST_EXCEPTION"))
  end)
  shelter("main.10", nil, function()
    await(wait_barrier("main.9", 1))
  end)
  shelter("main.12", nil, function()
    await(look("main.11", 3))
  end)
end
--[==[ trace
0 t1.1 nil false
2 main.4 TimeoutError
2 main.6 true
4 main.7 {} {t1}
4 main.10 BrokenBarrierError
6 t1.8 CancelledError
6 t1.9 nil false
8 t1.11 TimeoutError
9 g1.1
9 c1.1 1
9 c1.2 nil
9 c1.3
9 c2.2 InvalidStateError
9 c2.3
9 c2.4 nil
10 main.1 finished 8
10 c2.5 failed Boom c1.2
12 t2.2 TimeoutError
12 t2.3 5
12 t2.5 0
14 c2.7 {} {t2}
16 t1.12 [34, 5]
17 b1.1 57
17 b1.3 pending
17 b1.5 nil
18 t4.1 0
18 t4.2
18 t4.3 finished 57
18 t4.4 true
21 t3.2 TimeoutError
22 main.11 82
]==]
