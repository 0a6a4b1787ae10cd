-- Random program, seed 5732; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"lifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      local c1 = async(function()
        shelter("c1.13", nil, function()
          do
            local _ <close> = await(lock(1):acquire())
            queue_size("c1.1", 2)
            shelter("c1.5", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(get("c1.4", 1))
            end)
          end
          do
            local _ <close> = defer(function()
              mark("c1.9")
              release_semaphore("c1.10", 1)
            end)
            notify("c1.6", 2, 2)
            cancel("c1.7", 1)
            state_of("c1.8", 1)
          end
          clear_event(1)
          set_future("c1.12", 3, 7)
        end)
        shelter("c1.18", nil, function()
          local t2 = async(function()
            shelter("t2.6", "Exception", function()
              get_nowait("t2.1", 2)
              shelter("t2.3", "Exception", function()
                local _ <close> = timeout_scope(2, 1)
                await(put("t2.2", 2, 8))
              end)
              put_nowait("t2.4", 1, 9)
              cancel("t2.5", 1)
            end)
            shelter("t2.9", "Exception", function()
              put_nowait("t2.7", 1, 5)
              notify("t2.8", 1, 3)
            end)
            return 63
          end)
          spawn(2, t2, false)
          local _ <close> = group_scope(1)
          cancel_future("c1.14", 2)
          group_cancel("c1.15", 1)
          release_semaphore("c1.17", 2)
        end)
        return 73
      end)
      await(gather_all("t1.1", {c1}, true))
      local t3 = async(function()
        shelter("t3.2", "Exception", function()
          local t4 = async(function()
            notify("t4.1", 1, 2)
            cancel("t4.2", 4)
            return 79
          end)
          spawn(4, t4, false)
          state_of("t3.1", 1)
        end)
        return 7
      end)
      spawn(3, t3, false)
    end)
    do
      local _ <close> = defer(function()
        mark("t1.8")
        cancel("t1.9", 2)
      end)
      do
        local _ <close> = group_scope(2)
        boom("t1.3")
        cancelling("t1.4")
        release_semaphore("t1.5", 1)
        group_cancel("t1.6", 2)
      end
      await(nap(0.5))
      cancel("t1.7", 2)
    end
    return 87
  end)
  spawn(1, t1, false)
  local t5 = async(function()
    shelter("t5.3", nil, function()
      shelter("t5.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_future("t5.1", 4))
      end)
    end)
    release_semaphore("t5.4", 1)
    return 34
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    get_nowait("t6.1", 1)
    shelter("t6.3", "Exception", function()
      notify_all("t6.2", 2)
    end)
    return 57
  end)
  spawn(6, t6, false)
  shelter("main.2", "Exception", function()
    release_semaphore("main.1", 2)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(wait_condition("main.3", 1))
    end)
  end)
  shelter("main.6", nil, function()
    await(nap(0.5))
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_event("main.7", 1))
    end)
  end)
  state_of("main.10", 5)
end
--[==[ trace
0 main.1 misuse false
0 main.4 misuse
1 t6.1 QueueEmpty
1 t6.2 misuse
2 c1.1 0 true false
4 t5.2 TimeoutError
4 t5.4 nil false
6 c1.5 TimeoutError
6 c1.6 misuse
6 c1.7 true
6 c1.8 pending
6 c1.9
6 c1.10 nil false
6 c1.12 nil
6 c1.14 true
6 c1.15
6 c1.17 misuse false
7 t2.1 QueueEmpty
7 t2.2
7 t2.4 nil
7 t2.5 true
7 t2.7 nil
7 t2.8 misuse
8 t1.2 CancelledError
8 t1.3
8 t1.8
8 t1.9 false
10 main.8 TimeoutError
10 main.10 finished 34
]==]
