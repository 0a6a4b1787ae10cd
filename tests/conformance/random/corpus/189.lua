-- Random program, seed 2402; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      cancel("t1.1", 1)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(get("t1.2", 2))
      end)
    end)
    shelter("t1.11", "Exception", function()
      do
        local _ <close> = defer(function()
          mark("t1.9")
          notify_all("t1.10", 2)
        end)
        shelter("t1.6", "Exception", function()
          local _ <close> = timeout_scope(2, 0)
          await(acquire_semaphore("t1.5", 1))
        end)
        local c1 = async(function()
          shelter("c1.5", "Exception", function()
            set_future("c1.1", 4, 2)
            mark("c1.2")
            await(nap(1))
            shelter("c1.4", "Exception", function()
              local _ <close> = timeout_scope(3, 0.25)
              await(wait_future("c1.3", 3))
            end)
          end)
          shelter("c1.10", "Exception", function()
            cancel_future("c1.6", 3)
            shelter("c1.8", "Exception", function()
              local _ <close> = timeout_scope(4, 0.25)
              await(wait_event("c1.7", 1))
            end)
            release_lock("c1.9", 1)
          end)
          return 75
        end)
        local c2 = async(function()
          shelter("c2.2", "Exception", function()
            release_semaphore("c2.1", 1)
          end)
          shelter("c2.6", nil, function()
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(5, 1)
              await(acquire_semaphore("c2.3", 2))
            end)
            watch_future("c2.5", 2)
          end)
          return 29
        end)
        local c3 = async(function()
          shelter("c3.3", nil, function()
            shelter("c3.2", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(wait_future("c3.1", 2))
            end)
          end)
          shelter("c3.5", "Exception", function()
            await(abort_barrier("c3.4", 1))
          end)
          return 4
        end)
        await(each_outcome("t1.7", {c1, c2, c3}, 1))
        release_semaphore("t1.8", 2)
      end
      bump()
    end)
    return 9
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(7, 1)
        await(acquire_semaphore("t2.1", 2))
      end)
    end)
    return 90
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      boom("t3.1")
    end)
    shelter("t3.4", "Exception", function()
      mark("t3.3")
    end)
    return 20
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    await(look("main.1", 3))
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(wait_future("main.3", 1))
    end)
  end)
  shelter("main.6", nil, function()
    await(nap(1))
  end)
end
--[==[ trace
1 t1.1 true
1 t2.1
1 t3.1
1 t3.2 Boom t3.1
1 t3.3
2 t1.4 CancelledError
2 t1.5
2 main.1 20
3 c1.1 nil
3 c1.2
3 c2.1 nil false
3 c2.3
5 t1.7 29
7 t1.7 TimeoutError
7 t1.7 TimeoutError
7 t1.8 nil false
7 t1.9
7 t1.10 misuse
7 main.4 TimeoutError
7 c2.5 cancelled
7 c3.2 TimeoutError
7 c3.4 true
9 c1.4 TimeoutError
9 c1.6 false
11 c1.8 TimeoutError
11 c1.9 misuse false
]==]
