-- Random program, seed 5705; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(acquire_semaphore("t1.2", 2))
      end)
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(acquire_semaphore("t1.4", 2))
      end)
    end)
    shelter("t1.17", "Exception", function()
      shelter("t1.8", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(put("t1.7", 1, 1))
      end)
      for _ = 1, 3 do
        do
          local _ <close> = defer(function()
            mark("t1.12")
            await(abort_barrier("t1.13", 1))
          end)
          shelter("t1.10", "Exception", function()
            local _ <close> = timeout_scope(4, 0)
            await(get("t1.9", 2))
          end)
          release_semaphore("t1.11", 2)
          clear_event(1)
        end
      end
      local c1 = async(function()
        do
          local _ <close> = await(condition(1):acquire())
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(5, 1)
            await(wait_condition("c1.1", 1))
          end)
        end
        do
          local _ <close> = defer(function()
            mark("c1.7")
            shelter("c1.9", "Exception", function()
              local _ <close> = timeout_scope(7, 1)
              await(put("c1.8", 2, 5))
            end)
          end)
          await(nap(0.5))
          cancel("c1.3", 1)
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(6, 0)
            await(wait_barrier("c1.5", 1))
          end)
        end
        cancel("c1.10", 1)
        return 32
      end)
      local c2 = async(function()
        shelter("c2.5", "Exception", function()
          release_semaphore("c2.1", 2)
          local g1 = coroutine.wrap(function()
            shelter("g1.2", "Exception", function()
              local _ <close> = timeout_scope(8, 0.25)
              await(put("g1.1", 2, 1))
            end)
            put_nowait("g1.3", 1, 1)
            coroutine.yield(1)
            task_done("g1.4", 2)
            coroutine.yield(2)
          end)
          for value in g1 do log("c2.2", value) end
          fail_future("c2.3", 1)
          local c3 = async(function()
            shelter("c3.1", "Exception", function()
              clear_event(1)
            end)
            return 17
          end)
          local c4 = async(function()
            watch("c4.1", 1)
            release_semaphore("c4.2", 2)
            shelter("c4.4", "Exception", function()
              local _ <close> = timeout_scope(9, 0.5)
              await(wait_future("c4.3", 1))
            end)
            cancel("c4.5", 1)
            return 69
          end)
          await(each_outcome("c2.4", {c3, c4}, 1))
        end)
        shelter("c2.13", nil, function()
          shelter("c2.7", "Exception", function()
            local _ <close> = timeout_scope(10, 0.5)
            await(get("c2.6", 2))
          end)
          await(nap(0.25))
          do
            local _ <close> = await(condition(1):acquire())
            fail_future("c2.9", 1)
            shelter("c2.11", "Exception", function()
              local _ <close> = timeout_scope(11, 0.25)
              await(wait_condition("c2.10", 1))
            end)
          end
          watch("c2.12", 1)
        end)
        return 63
      end)
      local c5 = async(function()
        await(nap(0.5))
        return 12
      end)
      await(each_outcome("t1.14", {c1, c2, c5}, 1))
      shelter("t1.16", "Exception", function()
        local _ <close> = timeout_scope(12, 0.5)
        await(get("t1.15", 1))
      end)
    end)
    return 84
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", "Exception", function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(13, 0.5)
        await(join("t2.1", 1))
      end)
    end)
    return 34
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    mark("t3.1")
    return 87
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    bump()
    shelter("t4.1", "Exception", function()
      await(nap(0))
    end)
    return 89
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    mark("main.1")
  end)
  watch("main.3", 4)
  shelter("main.5", nil, function()
    await(wait_future("main.4", 2))
  end)
end
--[==[ trace
0 main.1
1 t3.1
3 main.3 finished 89
5 t1.6 CancelledError
5 t1.7
7 t1.10 TimeoutError
7 t1.11 nil false
7 t1.12
7 t1.13 true
9 t1.10 TimeoutError
9 t1.11 nil false
9 t1.12
9 t1.13 true
11 t1.10 TimeoutError
11 t1.11 nil false
11 t1.12
11 t1.13 true
12 c2.1 nil false
12 g1.1
12 g1.3 QueueFull
12 c2.2 1
12 g1.4 nil
12 c2.2 2
12 c2.3 nil
13 c4.2 nil false
13 c4.4 Boom c2.3
13 c4.5 true
14 t1.14 CancelledError
15 c2.4 17
15 c2.4 69
15 c2.6 1
17 c2.9 InvalidStateError
19 c2.11 TimeoutError
20 c1.1 true
21 t1.14 12
21 t1.14 63
21 t1.15 1
22 t2.1 84
22 c4.1 finished 84
22 c2.12 finished 84
24 c1.3 false
24 c1.6 BrokenBarrierError
24 c1.7
24 c1.8
24 c1.10 false
27 main.5 CancelledError
]==]
