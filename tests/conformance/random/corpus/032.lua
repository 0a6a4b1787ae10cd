-- Random program, seed 3909; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.13", nil, function()
      do
        local _ <close> = await(lock(1):acquire())
        do
          local _ <close> = defer(function()
            mark("t1.3")
            release_semaphore("t1.4", 1)
            state_of("t1.5", 1)
          end)
          uncancel("t1.1")
          await(abort_barrier("t1.2", 1))
          bump()
        end
        task_done("t1.6", 2)
      end
      task_done("t1.7", 2)
      do
        local _ <close> = await(lock(2):acquire())
        do
          local _ <close> = defer(function()
            mark("t1.9")
            put_nowait("t1.10", 1, 2)
          end)
          put_nowait("t1.8", 1, 1)
        end
        local c1 = async(function()
          shelter("c1.5", "Exception", function()
            get_nowait("c1.1", 1)
            uncancel("c1.2")
            await(abort_barrier("c1.3", 1))
            await(abort_barrier("c1.4", 1))
          end)
          shelter("c1.7", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(wait_event("c1.6", 1))
          end)
          boom("c1.8")
          return 53
        end)
        await(wait_limited("t1.11", c1, 0.5))
      end
      watch_future("t1.12", 2)
    end)
    mark("t1.14")
    return 14
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      cancel("t2.1", 2)
    end)
    return 4
  end)
  spawn(2, t2, false)
  shelter("main.2", "Exception", function()
    task_done("main.1", 2)
  end)
  shelter("main.4", nil, function()
    await(wait_some("main.3", {1, 2}, 0, "FIRST_COMPLETED"))
  end)
  shelter("main.7", nil, function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(join("main.5", 1))
    end)
  end)
  shelter("main.9", nil, function()
    cancel("main.8", 2)
  end)
  shelter("main.11", "Exception", function()
    put_nowait("main.10", 2, 9)
  end)
end
--[==[ trace
0 main.1 misuse
1 t1.1 0
1 t1.2 true
1 t1.3
1 t1.4 nil false
1 t1.5 pending
1 t1.6 misuse
1 t1.7 misuse
1 t1.8 nil
1 t1.9
1 t1.10 QueueFull
1 c1.1 1
1 c1.2 0
1 c1.3 true
1 c1.4 true
1 t2.1 true
2 main.3 {t2} {t1}
4 c1.7 TimeoutError
4 c1.8
4 t1.13 Boom c1.8
4 t1.14
5 main.5 14
5 main.8 false
5 main.10 nil
]==]
