-- Random program, seed 4158; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 1}, {"lifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      local c1 = async(function()
        shelter("c1.13", nil, function()
          watch_future("c1.1", 2)
          get_nowait("c1.2", 2)
          do
            local ok, err = try(function()
              notify_all("c1.3", 1)
            end)
            if not ok then
              expect(err, "Exception")
              log_error("c1.4", err)
              set_var(3)
              shelter("c1.7", "Exception", function()
                local _ <close> = timeout_scope(1, 0.5)
                await(put("c1.6", 1, 3))
              end)
              error(err, 0)
            end
          end
          local _ <close> = defer(function()
            mark("c1.11")
            release_lock("c1.12", 1)
          end)
          release_semaphore("c1.8", 1)
          await(nap(0.5))
          await(abort_barrier("c1.10", 1))
        end)
        do
          local _ <close> = await(semaphore(1):acquire())
          shelter("c1.15", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_future("c1.14", 2))
          end)
          bump()
        end
        bump()
        notify_all("c1.16", 1)
        uncancel("c1.17")
        return 11
      end)
      local c2 = async(function()
        cancelling("c2.1")
        shelter("c2.3", nil, function()
          cancelling("c2.2")
        end)
        return 47
      end)
      await(each_outcome("t1.1", {c1, c2}, 1))
      uncancel("t1.2")
    end)
    return 80
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    await(wait_some("t2.1", {1, 1, 1}, 0, "FIRST_COMPLETED"))
    return 77
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(join("t3.1", 1))
    end)
    return 58
  end)
  spawn(3, t3, false)
  shelter("main.1", "Exception", function()
    await(nap(1))
  end)
  shelter("main.3", nil, function()
    watch("main.2", 2)
  end)
  shelter("main.5", nil, function()
    cancelling("main.4")
  end)
  shelter("main.7", nil, function()
    await(wait_some("main.6", {2, 3, 2}, 1, "ALL_COMPLETED"))
  end)
  shelter("main.9", nil, function()
    release_semaphore("main.8", 1)
  end)
end
--[==[ trace
2 c1.2 QueueEmpty
2 c1.3 misuse
2 c1.8 nil false
2 c2.1 0
2 c2.2 0
3 t2.1 {} {t1}
4 t1.1 47
6 t1.1 CancelledError
6 t1.2 0
6 c1.10 true
6 c1.11
6 c1.12 misuse false
7 t3.1 80
9 main.4 0
9 c1.1 cancelled
9 c1.15 TimeoutError
9 c1.16 misuse
9 c1.17 0
10 main.2 finished 77
11 main.6 {t2, t3} {}
11 main.8 nil false
]==]
