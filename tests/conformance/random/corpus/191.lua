-- Random program, seed 2252; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      local t2 = async(function()
        shelter("t2.1", nil, function()
          local t3 = async(function()
            get_nowait("t3.1", 2)
            cancel("t3.2", 3)
            mark("t3.3")
            shelter("t3.7", "Exception", function()
              shelter("t3.5", "Exception", function()
                local _ <close> = timeout_scope(1, 1)
                await(wait_barrier("t3.4", 1))
              end)
              watch("t3.6", 3)
            end)
            return 89
          end)
          spawn(3, t3, false)
        end)
        return 27
      end)
      spawn(2, t2, false)
      cancel("t1.3", 2)
      await(wait_limited("t1.4", 3, 0))
    end)
    return 76
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    shelter("t4.4", nil, function()
      await(put("t4.1", 2, 2))
      shelter("t4.3", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(wait_barrier("t4.2", 1))
      end)
    end)
    return 4
  end)
  spawn(4, t4, false)
  shelter("main.4", "Exception", function()
    do
      local _ <close> = await(semaphore(2):acquire())
      local g1 = coroutine.wrap(function()
        await(abort_barrier("g1.1", 1))
        local c1 = async(function()
          shelter("c1.4", "Exception", function()
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(3, 0)
              await(join("c1.1", 1))
            end)
            await(look("c1.3", 2))
            await(nap(2))
          end)
          shelter("c1.9", nil, function()
            cancel("c1.5", 3)
            shelter("c1.7", "Exception", function()
              local _ <close> = timeout_scope(4, 0)
              await(put("c1.6", 2, 6))
            end)
            watch("c1.8", 2)
          end)
          return 53
        end)
        await(gather_all("g1.2", {c1, 1}, false))
        coroutine.yield(1)
        await(nap(1))
        local t5 = async(function()
          shelter("t5.7", nil, function()
            fail_future("t5.1", 1)
            shelter("t5.3", "Exception", function()
              local _ <close> = timeout_scope(5, 1)
              await(acquire_lock("t5.2", 2))
            end)
            boom("t5.4")
            shelter("t5.6", "Exception", function()
              local _ <close> = timeout_scope(6, 0.5)
              await(join("t5.5", 1))
            end)
          end)
          return 55
        end)
        spawn(5, t5, false)
        coroutine.yield(2)
        await(abort_barrier("g1.3", 1))
        coroutine.yield(3)
      end)
      for value in g1 do log("main.1", value) end
    end
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(put("main.2", 1, 8))
    end)
  end)
  shelter("main.9", nil, function()
    await(look("main.5", 4))
    cancelling("main.6")
    boom("main.7")
    state_of("main.8", 3)
  end)
  shelter("main.11", nil, function()
    release_semaphore("main.10", 2)
  end)
  shelter("main.13", nil, function()
    shutdown_queue("main.12", 2, false)
  end)
  shelter("main.15", nil, function()
    boom("main.14")
  end)
end
--[==[ trace
0 g1.1 true
1 t1.3 true
1 t4.1
1 t4.3 BrokenBarrierError
3 t1.5 CancelledError
4 c1.1 76
4 c1.3 CancelledError
6 c1.6
7 c1.8 cancelled
8 g1.2 [53, 76]
8 main.1 1
10 main.1 2
10 g1.3 true
10 main.1 3
10 main.2
10 main.5 4
10 main.6 0
10 main.7
10 main.9 Boom main.7
10 main.10 nil false
10 main.12
10 main.14
10 main.15 Boom main.14
11 t5.1 nil
11 t5.2
11 t5.4
11 t5.7 Boom t5.4
]==]
