-- Random program, seed 4870; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = await(semaphore(1):acquire())
      local t2 = async(function()
        shelter("t2.4", "Exception", function()
          await(abort_barrier("t2.1", 1))
          notify("t2.2", 1, 1)
          cancelling("t2.3")
        end)
        return 55
      end)
      spawn(2, t2, false)
      release_semaphore("t1.1", 1)
    end)
    shelter("t1.3", nil, function()
      local t3 = async(function()
        shelter("t3.4", "Exception", function()
          shelter("t3.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(join_queue("t3.1", 1))
          end)
          fail_future("t3.3", 2)
        end)
        return 84
      end)
      spawn(3, t3, false)
      clear_event(1)
    end)
    return 59
  end)
  spawn(1, t1, false)
  shelter("main.4", nil, function()
    do
      local _ <close> = await(lock(1):acquire())
      local t4 = async(function()
        shelter("t4.5", nil, function()
          local _ <close> = group_scope(1)
          put_nowait("t4.1", 2, 1)
          fail_future("t4.2", 1)
          set_future("t4.4", 1, 6)
        end)
        return 80
      end)
      spawn(4, t4, false)
      bump()
    end
    watch("main.2", 4)
    local t5 = async(function()
      shelter("t5.2", nil, function()
        release_semaphore("t5.1", 2)
      end)
      local c1 = async(function()
        shelter("c1.8", nil, function()
          local t6 = async(function()
            shelter("t6.2", nil, function()
              put_nowait("t6.1", 2, 2)
            end)
            release_semaphore("t6.3", 1)
            reschedule("t6.4", 1, 1)
            await(abort_barrier("t6.5", 1))
            return 39
          end)
          spawn(6, t6, false)
          do
            local _ <close> = await(lock(1):acquire())
            release_semaphore("c1.2", 2)
            shelter("c1.4", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(wait_barrier("c1.3", 1))
            end)
            release_semaphore("c1.5", 1)
          end
          release_semaphore("c1.6", 2)
          local c2 = async(function()
            boom("c2.1")
            await(nap(1.5))
            return 85
          end)
          local c3 = async(function()
            shelter("c3.1", nil, function()
              await(nap(0))
            end)
            shelter("c3.3", nil, function()
              await(nap(2))
              mark("c3.2")
            end)
            return 26
          end)
          await(each_outcome("c1.7", {1, c2, c3}, 1))
        end)
        shelter("c1.10", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(wait_event("c1.9", 2))
        end)
        get_nowait("c1.11", 2)
        clear_event(2)
        return 77
      end)
      await(wait_limited("t5.3", c1, 2))
      await(nap(0.5))
      cancel("t5.4", 2)
      clear_event(2)
      return 56
    end)
    spawn(5, t5, false)
    get_nowait("main.3", 1)
  end)
  shelter("main.5", nil, function()
    await(nap(0.25))
  end)
  shelter("main.7", "Exception", function()
    group_cancel("main.6", 1)
  end)
  shelter("main.9", "Exception", function()
    get_nowait("main.8", 2)
  end)
  shelter("main.11", "Exception", function()
    release_semaphore("main.10", 1)
  end)
end
--[==[ trace
0 main.3 QueueEmpty
1 t1.1 nil false
1 t4.1 nil
1 t4.2 nil
1 t4.4 InvalidStateError
1 t5.1 nil false
1 c1.2 nil false
2 t2.1 true
2 t2.2 misuse
2 t2.3 0
2 t3.1
2 t3.3 nil
2 main.2 finished 80
2 t6.1 nil
2 t6.3 nil false
2 t6.4 misuse
2 t6.5 true
3 c1.4 BrokenBarrierError
3 c1.5 nil false
3 c1.6 nil false
4 c2.1
5 c1.7 59
5 c1.7 Boom c2.1
7 main.6
7 main.8 1
7 main.10 nil false
9 c1.7 CancelledError
9 c3.3 CancelledError
11 c1.10 TimeoutError
11 c1.11 2
11 t5.3 77
13 t5.4 false
]==]
