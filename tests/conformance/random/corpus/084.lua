-- Random program, seed 1957; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 2}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    get_nowait("t1.1", 2)
    return 56
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      do
        local _ <close> = await(semaphore(1):acquire())
        notify_all("t2.1", 2)
        await(nap(0.5))
        await(look("t2.2", 1))
      end
      local c1 = async(function()
        shelter("c1.3", nil, function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(wait_future("c1.1", 3))
          end)
          local t3 = async(function()
            shelter("t3.2", "Exception", function()
              uncancel("t3.1")
              bump()
            end)
            return 20
          end)
          spawn(3, t3, false)
        end)
        return 80
      end)
      await(wait_limited("t2.3", c1, 0.5))
      bump()
      task_done("t2.4", 1)
    end)
    return 33
  end)
  spawn(2, t2, false)
  shelter("main.2", "Exception", function()
    state_of("main.1", 2)
  end)
  await(nap(0.5))
  local t4 = async(function()
    notify("t4.1", 1, 2)
    await(look("t4.2", 2))
    release_semaphore("t4.3", 1)
    await(look("t4.4", 1))
    shelter("t4.8", "Exception", function()
      local t5 = async(function()
        shelter("t5.3", nil, function()
          start_gather(1, {1}, true)
          state_of("t5.1", 2)
          await(wait_gather("t5.2", 1))
        end)
        shelter("t5.9", nil, function()
          shelter("t5.5", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(wait_barrier("t5.4", 1))
          end)
          await(look("t5.6", 1))
          state_of("t5.7", 3)
          fail_future("t5.8", 1)
        end)
        return 9
      end)
      spawn(5, t5, false)
      cancel_future("t4.5", 3)
      uncancel("t4.6")
      cancel("t4.7", 2)
    end)
    return 27
  end)
  spawn(4, t4, false)
  shelter("main.4", "Exception", function()
    local _ <close> = timeout_scope(3, 0.5)
    await(wait_event("main.3", 2))
  end)
  shelter("main.6", nil, function()
    notify("main.5", 1, 2)
  end)
end
--[==[ trace
0 t1.1 QueueEmpty
0 main.1 pending
1 t2.1 misuse
3 t2.2 56
4 t4.1 misuse
5 c1.2 TimeoutError
5 t2.3 80
5 t2.4 misuse
6 t3.1 0
6 t4.2 33
6 t4.3 nil false
6 t4.4 56
6 t4.5 false
6 t4.6 0
6 t4.7 false
7 t5.1 finished 33
7 t5.2 [56]
9 t5.5 TimeoutError
9 t5.6 56
9 t5.7 finished 20
9 t5.8 nil
11 main.4 TimeoutError
11 main.5 misuse
]==]
