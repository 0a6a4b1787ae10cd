-- Random program, seed 3670; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      later(1, 0.25, function()
        local t2 = async(function()
          shelter("t2.2", "Exception", function()
            clear_event(2)
            await(nap(0))
            boom("t2.1")
          end)
          shelter("t2.8", nil, function()
            await(abort_barrier("t2.4", 1))
            shelter("t2.7", "Exception", function()
              local _ <close> = timeout_scope(1, 0)
              await(wait_event("t2.6", 2))
            end)
          end)
          return 11
        end)
        spawn(2, t2, true)
        for _ = 1, 3 do
          boom("k1.1")
        end
      end)
      mark("t1.1")
    end)
    return 53
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_barrier("t3.1", 1))
    end)
    await(wait_shielded("t3.3", 1))
    local t4 = async(function()
      notify_all("t4.1", 1)
      for _ = 1, 2 do
        cancel("t4.2", 3)
      end
      shelter("t4.6", nil, function()
        later(2, 0, function()
          cancel("k2.1", 1)
          clear_event(2)
        end)
        await(reset_barrier("t4.3", 1))
        shelter("t4.5", "Exception", function()
          local _ <close> = timeout_scope(3, 0.25)
          await(put("t4.4", 2, 2))
        end)
      end)
      return 54
    end)
    spawn(4, t4, false)
    set_event(2)
    return 53
  end)
  spawn(3, t3, false)
  local t5 = async(function()
    await(nap(0.5))
    uncancel("t5.1")
    await(reset_barrier("t5.2", 1))
    watch("t5.3", 3)
    set_event(1)
    return 44
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.3", nil, function()
      get_nowait("t6.2", 2)
    end)
    shelter("t6.5", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(acquire_semaphore("t6.4", 2))
    end)
    return 50
  end)
  spawn(6, t6, false)
  shelter("main.2", "Exception", function()
    await(reset_barrier("main.1", 1))
  end)
  shelter("main.4", "Exception", function()
    local _ <close> = timeout_scope(5, 1)
    await(acquire_semaphore("main.3", 2))
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_event("main.5", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    mark("main.8")
  end)
end
--[==[ trace
0 main.1 0
1 t1.1
1 t6.2 QueueEmpty
3 t6.5 TimeoutError
4 k1.1
4 callback failed: Boom k1.1
5 t2.1
5 t2.2 Boom t2.1
5 t2.4 true
6 t3.2 BrokenBarrierError
6 t3.3 53
7 t4.1 misuse
7 t4.2 false
7 t4.2 false
7 t4.3 0
7 t4.4
7 t2.7 TimeoutError
8 k2.1 false
10 t5.1 0
10 t5.2 0
11 t5.3 finished 53
13 main.4 TimeoutError
13 main.5 true true
13 main.8
]==]
