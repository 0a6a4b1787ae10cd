-- Random program, seed 5779; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local b1 = async(function()
      shelter("b1.4", nil, function()
        set_future("b1.1", 3, 5)
        task_done("b1.2", 2)
        local c1 = async(function()
          shelter("c1.2", nil, function()
            release_lock("c1.1", 1)
          end)
          shelter("c1.8", "Exception", function()
            clear_event(1)
            shelter("c1.4", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(wait_barrier("c1.3", 1))
            end)
            await(acquire_semaphore("c1.6", 1))
            set_future("c1.7", 3, 6)
          end)
          return 16
        end)
        local c2 = async(function()
          set_future("c2.1", 3, 5)
          notify_all("c2.2", 1)
          shelter("c2.4", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join_queue("c2.3", 2))
          end)
          return 57
        end)
        await(each_outcome("b1.3", {c1, c2}, 0))
      end)
      shelter("b1.9", nil, function()
        shelter("b1.6", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(join_queue("b1.5", 2))
        end)
        shelter("b1.8", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(get("b1.7", 2))
        end)
      end)
      return 8
    end)
    await(b1())
    watch_future("t1.1", 2)
    do
      local _ <close> = await(semaphore(2):acquire())
      watch_future("t1.2", 1)
    end
    local c3 = async(function()
      shelter("c3.2", nil, function()
        local g1 = coroutine.wrap(function()
          queue_size("g1.1", 1)
          coroutine.yield(1)
          shelter("g1.3", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(wait_event("g1.2", 1))
          end)
          coroutine.yield(2)
        end)
        for value in g1 do log("c3.1", value) end
      end)
      shelter("c3.3", nil, function()
        local t2 = async(function()
          shelter("t2.6", nil, function()
            shutdown_queue("t2.2", 1, false)
            put_nowait("t2.3", 1, 4)
            await(reset_barrier("t2.5", 1))
          end)
          set_var(9)
          return 65
        end)
        spawn(2, t2, false)
      end)
      return 14
    end)
    await(wait_shielded("t1.3", c3))
    return 18
  end)
  spawn(1, t1, false)
  shelter("main.3", "Exception", function()
    uncancel("main.1")
    set_event(1)
    release_semaphore("main.2", 1)
  end)
  shelter("main.10", nil, function()
    task_done("main.4", 2)
    do
      local _ <close> = await(semaphore(2):acquire())
      notify_all("main.5", 1)
      release_lock("main.6", 1)
    end
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_condition("main.7", 1))
    end)
    task_done("main.9", 2)
  end)
  shelter("main.13", "Exception", function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_event("main.11", 1))
    end)
  end)
  shelter("main.16", nil, function()
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(acquire_semaphore("main.14", 1))
    end)
  end)
  shelter("main.18", nil, function()
    await(wait_some("main.17", {1, 1, 1}, nil, "FIRST_COMPLETED"))
  end)
  shelter("main.20", nil, function()
    release_semaphore("main.19", 2)
  end)
end
--[==[ trace
0 main.1 0
0 main.2 nil false
0 main.4 misuse
0 main.5 misuse
0 main.6 misuse false
0 main.8 misuse
0 main.9 misuse
0 main.11 true true
0 main.14
1 b1.1 nil
1 b1.2 misuse
2 c1.1 misuse false
2 c2.1 InvalidStateError
2 c2.2 misuse
2 c2.3
3 b1.3 TimeoutError
3 b1.3 TimeoutError
3 b1.5
6 c1.4 TimeoutError
6 c1.6
6 c1.7 InvalidStateError
6 b1.8 TimeoutError
7 g1.1 0 true false
7 c3.1 1
9 g1.3 TimeoutError
9 c3.1 2
10 t2.2
10 t2.3 QueueShutDown
10 t2.5 0
11 t1.3 14
13 main.17 {t1} {}
13 main.19 misuse false
]==]
