-- Random program, seed 1540; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.19", nil, function()
      do
        local _ <close> = defer(function()
          mark("t1.4")
          cancelling("t1.5")
          shelter("t1.7", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_event("t1.6", 2))
          end)
        end)
        task_done("t1.1", 2)
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(1, 0)
          await(put("t1.2", 2, 1))
        end)
      end
      do
        local ok, err = try(function()
          queue_size("t1.8", 2)
          do
            local _ <close> = defer(function()
              mark("t1.11")
              bump()
            end)
            cancelling("t1.9")
            release_semaphore("t1.10", 1)
          end
          watch("t1.12", 1)
        end)
        if not ok then
          expect(err, "Exception")
          log_error("t1.13", err)
          bump()
          error(err, 0)
        end
      end
      for _ = 1, 3 do
        do
          local ok, err = try(function()
            get_var("t1.14")
          end)
          if not ok then
            expect(err, "Exception")
            log_error("t1.15", err)
            await(abort_barrier("t1.16", 1))
          end
        end
        cancel("t1.17", 1)
      end
      notify("t1.18", 1, 2)
    end)
    shelter("t1.21", "Exception", function()
      local g1 = coroutine.wrap(function()
        get_var("g1.2")
        for _ = 1, 2 do
          set_future("g1.4", 2, 3)
          watch("g1.5", 1)
        end
        coroutine.yield(1)
        get_nowait("g1.6", 2)
        coroutine.yield(2)
        await(abort_barrier("g1.7", 1))
        coroutine.yield(3)
      end)
      for value in g1 do log("t1.20", value) end
      local b1 = async(function()
        shelter("b1.1", "Exception", function()
          await(nap(0))
        end)
        shelter("b1.7", "Exception", function()
          shelter("b1.4", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(acquire_semaphore("b1.3", 1))
          end)
          local c1 = async(function()
            shelter("c1.5", nil, function()
              queue_size("c1.2", 2)
              clear_event(2)
              await(nap(0))
              release_semaphore("c1.4", 2)
            end)
            shelter("c1.12", nil, function()
              shelter("c1.7", "Exception", function()
                local _ <close> = timeout_scope(4, 0)
                await(put("c1.6", 1, 9))
              end)
              cancelling("c1.9")
              task_done("c1.10", 1)
              cancel_future("c1.11", 2)
            end)
            return 3
          end)
          await(wait_limited("b1.5", c1, 1))
          cancel("b1.6", 1)
        end)
        return 62
      end)
      await(b1())
    end)
    return 51
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      task_done("t2.1", 2)
    end)
    return 81
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.1", "Exception", function()
      await(nap(1))
    end)
    return 67
  end)
  spawn(3, t3, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_barrier("main.1", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    state_of("main.4", 2)
  end)
  shelter("main.7", "Exception", function()
    await(look("main.6", 1))
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(join("main.8", 1))
    end)
  end)
  shelter("main.11", nil, function()
    await(nap(1))
  end)
end
--[==[ trace
1 t1.1 misuse
1 t1.2
1 t1.4
1 t1.5 0
1 t2.1 nil
4 t1.7 TimeoutError
4 t1.8 1 false false
4 t1.9 0
4 t1.10 nil false
4 t1.11
4 t1.14 0
4 t1.17 true
4 t1.14 0
4 t1.17 true
4 t1.14 0
4 t1.17 true
4 t1.18 misuse
4 g1.2 0
4 g1.4 nil
4 g1.4 InvalidStateError
4 t1.20 1
4 g1.6 1
4 t1.20 2
4 g1.7 true
4 t1.20 3
5 main.2 BrokenBarrierError
5 main.4 finished 81
6 t1.12 cancelled
6 g1.5 cancelled
6 g1.5 cancelled
6 main.6 CancelledError
6 main.10 CancelledError
]==]
