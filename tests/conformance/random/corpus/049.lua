-- Random program, seed 871; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    clear_event(1)
    watch("t1.1", 1)
    shutdown_queue("t1.2", 2, true)
    put_nowait("t1.3", 1, 4)
    return 36
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    await(nap(1))
    local c1 = async(function()
      shelter("c1.7", "Exception", function()
        local c2 = async(function()
          shelter("c2.6", "Exception", function()
            state_of("c2.1", 1)
            shelter("c2.3", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(wait_barrier("c2.2", 1))
            end)
            set_event(1)
            shelter("c2.5", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(acquire_semaphore("c2.4", 2))
            end)
          end)
          shelter("c2.12", nil, function()
            local g1 = coroutine.wrap(function()
              set_event(1)
              set_event(1)
              coroutine.yield(1)
              await(look("g1.1", 1))
              await(look("g1.2", 1))
              coroutine.yield(2)
              task_done("g1.3", 2)
              state_of("g1.4", 1)
              coroutine.yield(3)
            end)
            for value in g1 do log("c2.7", value) end
            shelter("c2.9", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(wait_barrier("c2.8", 1))
            end)
            shelter("c2.11", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(get("c2.10", 2))
            end)
          end)
          return 1
        end)
        await(each_outcome("c1.1", {c2}, -1))
        shelter("c1.3", "Exception", function()
          local _ <close> = timeout_scope(5, 1)
          await(put("c1.2", 1, 9))
        end)
        shelter("c1.5", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(acquire_lock("c1.4", 2))
        end)
        await(reset_barrier("c1.6", 1))
      end)
      return 82
    end)
    await(wait_shielded("main.1", c1))
    reschedule("main.2", 5, 1)
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(acquire_semaphore("main.3", 1))
    end)
  end)
  shelter("main.7", nil, function()
    await(abort_barrier("main.6", 1))
  end)
  shelter("main.9", "Exception", function()
    state_of("main.8", 1)
  end)
  shelter("main.10", nil, function()
    await(nap(0.5))
  end)
  shelter("main.12", nil, function()
    put_nowait("main.11", 1, 6)
  end)
  shelter("main.14", "Exception", function()
    queue_size("main.13", 2)
  end)
end
--[==[ trace
1 t1.2
1 t1.3 nil
2 t1.1 finished 36
6 c2.1 finished 36
7 c1.1 TimeoutError
9 c2.3 TimeoutError
9 c2.4
9 c2.7 1
9 g1.1 36
9 g1.2 36
9 c2.7 2
9 g1.3 misuse
9 g1.4 finished 36
9 c2.7 3
9 c1.3 TimeoutError
9 c1.4
9 c1.6 0
10 c2.9 BrokenBarrierError
10 c2.11 QueueShutDown
11 main.1 82
11 main.2 misuse
11 main.3
11 main.6 true
11 main.8 finished 36
13 main.11 QueueFull
13 main.13 0 true false
]==]
