-- Random program, seed 4060; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      release_semaphore("t1.1", 1)
      local c1 = async(function()
        shelter("c1.2", nil, function()
          notify_all("c1.1", 2)
        end)
        release_semaphore("c1.3", 2)
        local c2 = async(function()
          shelter("c2.5", nil, function()
            release_semaphore("c2.1", 1)
            shelter("c2.3", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(put("c2.2", 1, 3))
            end)
            mark("c2.4")
          end)
          return 64
        end)
        await(gather_all("c1.4", {c2}, true))
        return 10
      end)
      await(wait_shielded("t1.2", c1))
    end)
    local t2 = async(function()
      shelter("t2.3", "Exception", function()
        watch("t2.1", 1)
        state_of("t2.2", 2)
        clear_event(1)
      end)
      return 54
    end)
    spawn(2, t2, false)
    release_semaphore("t1.4", 1)
    shelter("t1.6", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(acquire_lock("t1.5", 2))
    end)
    return 90
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.5", "Exception", function()
      watch("t3.1", 3)
      await(nap(1))
      await(gather_all("t3.2", {1}, false))
      shelter("t3.4", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(wait_barrier("t3.3", 1))
      end)
    end)
    return 68
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.1", "Exception", function()
      later(1, 0, function()
        notify_all("k1.1", 2)
        local c3 = async(function()
          shelter("c3.4", "Exception", function()
            set_event(1)
            state_of("c3.1", 4)
            get_nowait("c3.2", 2)
            await(get("c3.3", 2))
          end)
          shelter("c3.7", "Exception", function()
            await(wait_some("c3.5", {3, 3}, -1, "ALL_COMPLETED"))
            await(nap(1))
            await(look("c3.6", 2))
          end)
          return 12
        end)
        start_gather(1, {c3}, true)
      end)
    end)
    shelter("t4.5", nil, function()
      await(nap(0.25))
      await(look("t4.2", 2))
      watch("t4.3", 4)
      await(abort_barrier("t4.4", 1))
    end)
    return 71
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    await(look("t5.1", 4))
    shelter("t5.3", nil, function()
      cancel_gather("t5.2", 1)
    end)
    return 9
  end)
  spawn(5, t5, false)
  shelter("main.2", "Exception", function()
    notify("main.1", 2, 3)
  end)
  shelter("main.4", "Exception", function()
    notify("main.3", 2, 3)
  end)
  shelter("main.5", "Exception", function()
    await(nap(1))
  end)
end
--[==[ trace
0 main.1 misuse
0 main.3 misuse
1 t1.1 nil false
2 c1.1 misuse
2 c1.3 nil false
2 k1.1 misuse
3 c2.1 nil false
3 c2.2
3 c2.4
3 c3.1 pending
3 c3.2 QueueEmpty
5 c1.4 [64]
7 t1.2 10
7 t1.4 nil false
7 t1.5
8 t2.2 pending
9 t2.1 finished 90
11 t4.2 54
11 t4.4 true
12 t5.1 71
12 t5.2 true
12 t4.3 finished 71
16 t3.2 [90]
16 t3.4 BrokenBarrierError
17 t3.1 finished 68
]==]
