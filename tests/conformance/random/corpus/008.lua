-- Random program, seed 2371; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(0))
    shelter("t1.4", "Exception", function()
      watch("t1.1", 1)
      for _ = 1, 2 do
        later(1, 0.5, function()
          release_semaphore("k1.1", 1)
          mark("k1.2")
        end)
        local c1 = async(function()
          shelter("c1.2", nil, function()
            state_of("c1.1", 1)
          end)
          shelter("c1.6", nil, function()
            task_done("c1.3", 1)
            get_nowait("c1.4", 2)
            mark("c1.5")
          end)
          return 87
        end)
        local c2 = async(function()
          shelter("c2.6", "Exception", function()
            release_semaphore("c2.1", 1)
            shelter("c2.5", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(join_queue("c2.4", 1))
            end)
          end)
          shelter("c2.8", nil, function()
            task_done("c2.7", 2)
            clear_event(1)
          end)
          return 86
        end)
        local c3 = async(function()
          watch("c3.1", 1)
          return 61
        end)
        await(gather_all("t1.2", {c1, c2, c3}, true))
      end
      await(reset_barrier("t1.3", 1))
      await(nap(1))
    end)
    return 20
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      cancel("t2.1", 2)
    end)
    shelter("t2.4", "Exception", function()
      mark("t2.3")
    end)
    return 16
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    set_event(1)
    shelter("t3.2", "Exception", function()
      await(look("t3.1", 1))
    end)
    return 31
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      boom("t4.1")
    end)
    shelter("t4.4", nil, function()
      mark("t4.3")
    end)
    return 49
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      watch("t5.1", 1)
    end)
    return 44
  end)
  spawn(5, t5, true)
  shelter("main.2", nil, function()
    uncancel("main.1")
  end)
  shelter("main.4", nil, function()
    mark("main.3")
  end)
  shelter("main.6", "Exception", function()
    local _ <close> = timeout_scope(2, 0.5)
    await(join("main.5", 1))
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(join("main.7", 3))
    end)
  end)
  get_nowait("main.10", 1)
  clear_event(1)
end
--[==[ trace
0 main.1 0
0 main.3
1 t2.1 true
1 t2.3
1 t4.1
1 t4.2 Boom t4.1
1 t4.3
3 c1.1 pending
3 c1.3 misuse
3 c1.4 QueueEmpty
3 c1.5
3 c2.1 nil false
3 c2.4
3 c2.7 misuse
5 t1.2 [87, 86, 61]
6 c1.1 pending
6 c1.3 misuse
6 c1.4 QueueEmpty
6 c1.5
6 c2.1 nil false
6 c2.4
6 c2.7 misuse
8 t1.2 [87, 86, 61]
8 t1.3 0
9 k1.1 nil false
9 k1.2
9 k1.1 nil false
9 k1.2
11 t5.1 cancelled
11 main.6 TimeoutError
11 t3.1 CancelledError
11 t1.1 cancelled
11 c3.1 cancelled
11 c3.1 cancelled
12 main.7 31
12 main.10 QueueEmpty
]==]
