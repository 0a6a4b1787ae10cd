-- Random program, seed 2940; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 2}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    mark("t1.1")
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(wait_event("t1.2", 1))
    end)
    watch_future("t1.4", 3)
    return 18
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    mark("t2.1")
    local t3 = async(function()
      release_semaphore("t3.1", 1)
      await(put("t3.2", 1, 9))
      do
        local ok, err = try(function()
          shelter("t3.4", "Exception", function()
            local _ <close> = timeout_scope(2, 0.25)
            await(wait_barrier("t3.3", 1))
          end)
          shelter("t3.6", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(wait_barrier("t3.5", 1))
          end)
          queue_size("t3.7", 2)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t3.8", err)
          notify_all("t3.9", 1)
        end
      end
      cancel("t3.10", 3)
      return 77
    end)
    spawn(3, t3, false)
    shelter("t2.3", nil, function()
      task_done("t2.2", 1)
    end)
    return 38
  end)
  spawn(2, t2, false)
  shelter("main.5", "Exception", function()
    await(abort_barrier("main.1", 1))
    await(wait_shielded("main.2", 2))
    mark("main.3")
    await(wait_some("main.4", {3}, 2, "FIRST_COMPLETED"))
  end)
  shelter("main.7", "Exception", function()
    put_nowait("main.6", 2, 5)
  end)
  cancel("main.8", 2)
  shelter("main.11", "Exception", function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(put("main.9", 1, 3))
    end)
  end)
  shelter("main.13", "Exception", function()
    mark("main.12")
  end)
  shelter("main.17", "Exception", function()
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(put("main.15", 1, 5))
    end)
  end)
end
--[==[ trace
0 main.1 true
1 t1.1
1 t2.1
1 t2.2 misuse
2 t3.1 nil false
2 t3.2
2 t3.4 BrokenBarrierError
2 t3.6 BrokenBarrierError
2 t3.7 0 true false
2 t3.10 true
3 main.2 38
3 main.3
5 main.4 {t3} {}
5 main.6 nil
5 main.8 false
5 main.9
5 main.12
7 t1.3 TimeoutError
9 main.16 TimeoutError
]==]
