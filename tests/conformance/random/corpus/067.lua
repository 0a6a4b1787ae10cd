-- Random program, seed 4528; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"lifo", 2}, {"fifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_future("t1.1", 1))
    end)
    queue_size("t1.3", 1)
    state_of("t1.4", 1)
    notify("t1.5", 1, 1)
    cancel_future("t1.6", 1)
    do
      local _ <close> = await(lock(1):acquire())
      do
        local _ <close> = defer(function()
          mark("t1.9")
          notify("t1.10", 1, 1)
        end)
        release_semaphore("t1.7", 2)
        queue_size("t1.8", 1)
      end
    end
    return 47
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    release_semaphore("t2.1", 2)
    return 64
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    local g1 = coroutine.wrap(function()
      get_var("g1.1")
      coroutine.yield(1)
    end)
    for value in g1 do log("t3.1", value) end
    queue_size("t3.2", 2)
    shelter("t3.5", nil, function()
      watch("t3.3", 2)
      cancel("t3.4", 2)
    end)
    return 13
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.6", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(join_queue("t4.1", 2))
      end)
      shelter("t4.4", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(acquire_lock("t4.3", 2))
      end)
      mark("t4.5")
    end)
    boom("t4.7")
    return 38
  end)
  spawn(4, t4, true)
  shelter("main.2", "Exception", function()
    put_nowait("main.1", 1, 4)
  end)
  shelter("main.4", "Exception", function()
    release_semaphore("main.3", 1)
  end)
  shelter("main.7", nil, function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(acquire_lock("main.5", 2))
    end)
  end)
  shelter("main.9", nil, function()
    queue_size("main.8", 1)
  end)
  shelter("main.10", nil, function()
    set_event(1)
  end)
end
--[==[ trace
0 t4.1
0 t4.3
0 t4.5
0 t4.7
0 main.1 nil
0 main.3 nil false
1 t2.1 misuse false
1 g1.1 0
1 t3.1 1
1 t3.2 0 true false
1 t3.4 false
2 t3.3 finished 64
4 t1.2 TimeoutError
4 t1.3 1 false false
4 t1.4 pending
4 t1.5 misuse
4 t1.6 false
4 t1.7 misuse false
4 t1.8 1 false false
4 t1.9
4 t1.10 misuse
6 main.6 TimeoutError
6 main.8 1 false false
]==]
