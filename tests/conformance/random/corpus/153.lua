-- Random program, seed 4340; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      notify("t1.1", 1, 1)
    end)
    return 50
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    do
      local ok, err = try(function()
        local b1 = async(function()
          task_done("b1.1", 2)
          shelter("b1.3", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(acquire_lock("b1.2", 1))
          end)
          release_semaphore("b1.4", 2)
          shelter("b1.8", "Exception", function()
            notify_all("b1.5", 1)
            shelter("b1.7", "Exception", function()
              local _ <close> = timeout_scope(2, 0.25)
              await(acquire_lock("b1.6", 1))
            end)
          end)
          return 17
        end)
        await(b1())
        await(nap(0.5))
        local t3 = async(function()
          await(wait_some("t3.1", {1, 1, 1}, 0.5, "ALL_COMPLETED"))
          release_semaphore("t3.2", 1)
          return 35
        end)
        spawn(3, t3, true)
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t2.1", err)
        do
          local _ <close> = group_scope(1)
          cancelling("t2.2")
          set_future("t2.3", 1, 2)
          cancel("t2.4", 1)
          cancelling("t2.5")
        end
      end
    end
    mark("t2.6")
    local g1 = coroutine.wrap(function()
      bump()
      queue_size("g1.1", 2)
      coroutine.yield(1)
    end)
    for value in g1 do log("t2.7", value) end
    do
      local ok, err = try(function()
        cancelling("t2.8")
        bump()
        boom("t2.10")
      end)
      if not ok then
        expect(err, "Exception")
        log_error("t2.11", err)
        shelter("t2.13", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(acquire_semaphore("t2.12", 1))
        end)
      end
    end
    release_semaphore("t2.14", 2)
    return 32
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      watch("t4.1", 2)
    end)
    release_lock("t4.3", 1)
    return 65
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(acquire_semaphore("t5.1", 2))
    end)
    return 54
  end)
  spawn(5, t5, false)
  cancelling("main.1")
  shelter("main.3", "Exception", function()
    boom("main.2")
  end)
  shelter("main.5", nil, function()
    queue_size("main.4", 1)
  end)
  await(nap(0))
  shelter("main.8", "Exception", function()
    notify("main.7", 1, 1)
  end)
  shelter("main.10", "Exception", function()
    cancel("main.9", 2)
  end)
end
--[==[ trace
0 main.1 0
0 main.2
0 main.3 Boom main.2
0 main.4 0 true false
1 t1.1 misuse
1 b1.1 misuse
1 b1.2
1 b1.4 nil false
1 b1.5 misuse
1 t4.3 nil false
1 t5.1
1 main.7 misuse
1 main.9 true
2 t2.1 CancelledError
2 t2.2 1
2 t2.3 nil
2 t2.4 false
2 t2.5 1
2 t2.6
2 g1.1 0 true false
2 t2.7 1
2 t2.8 1
2 t2.10
2 t2.11 Boom t2.10
2 t2.12
2 t2.14 nil false
3 t4.1 finished 32
]==]
