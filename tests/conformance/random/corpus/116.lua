-- Random program, seed 4365; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(0))
    fail_future("t1.2", 2)
    local t2 = async(function()
      shelter("t2.10", nil, function()
        do
          local _ <close> = defer(function()
            mark("t2.4")
            shelter("t2.6", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(get("t2.5", 2))
            end)
          end)
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(get("t2.2", 1))
          end)
          await(nap(0.25))
        end
        reschedule("t2.7", 2, 0.5)
        local c1 = async(function()
          shelter("c1.3", "Exception", function()
            set_future("c1.2", 4, 4)
            await(nap(0.5))
            await(nap(0.5))
          end)
          reschedule("c1.4", 1, nil)
          return 88
        end)
        await(wait_limited("t2.8", c1, 0.5))
        boom("t2.9")
      end)
      return 69
    end)
    spawn(2, t2, false)
    do
      local _ <close> = await(semaphore(1):acquire())
      await(each_completed("t1.5", {2}, nil))
    end
    shelter("t1.12", nil, function()
      do
        local _ <close> = defer(function()
          mark("t1.7")
          state_of("t1.8", 2)
        end)
        local b1 = async(function()
          shelter("b1.3", nil, function()
            cancel("b1.1", 2)
            fail_future("b1.2", 1)
          end)
          return 12
        end)
        await(b1())
        local c2 = async(function()
          shelter("c2.6", "Exception", function()
            state_of("c2.1", 1)
            await(look("c2.2", 2))
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(acquire_lock("c2.3", 1))
            end)
            await(look("c2.5", 2))
          end)
          shelter("c2.8", nil, function()
            await(wait_some("c2.7", {2}, 1, "FIRST_EXCEPTION"))
          end)
          return 29
        end)
        await(each_completed("t1.6", {2, c2, 2}, 0.25))
      end
      reschedule("t1.9", 2, 1)
      reschedule("t1.10", 1, nil)
      await(look("t1.11", 2))
    end)
    return 14
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    uncancel("t3.1")
    put_nowait("t3.2", 1, 5)
    return 33
  end)
  spawn(3, t3, false)
  set_event(1)
  shelter("main.2", nil, function()
    get_nowait("main.1", 2)
  end)
  shelter("main.3", "Exception", function()
    await(nap(2))
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(get("main.4", 1))
    end)
  end)
  shelter("main.8", nil, function()
    watch("main.7", 3)
  end)
end
--[==[ trace
0 main.1 QueueEmpty
1 t3.1 0
1 t3.2 nil
2 t1.2 nil
3 t2.2 5
5 t2.4
7 t2.6 TimeoutError
7 t2.7 misuse
7 c1.2 nil
9 t2.10 TimeoutError
11 t1.5 69
11 b1.1 false
11 b1.2 nil
12 c2.1 pending
12 c2.2 69
12 c2.3
12 c2.5 69
13 t1.6 69
14 c2.7 {t2} {}
16 t1.6 29
16 t1.7
16 t1.8 finished 69
16 t1.9 misuse
16 t1.10 misuse
16 t1.11 69
20 main.5 TimeoutError
21 main.7 finished 33
]==]
