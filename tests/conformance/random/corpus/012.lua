-- Random program, seed 4930; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      state_of("t1.1", 1)
    end)
    shelter("t1.5", nil, function()
      later(1, 0, function()
        soon(2, function()
          cancel("k2.1", 1)
          set_future("k2.2", 3, 1)
          state_of("k2.3", 1)
        end)
        for _ = 1, 2 do
          boom("k1.2")
          notify("k1.3", 1, 1)
        end
        get_nowait("k1.4", 1)
      end)
      get_nowait("t1.3", 2)
      state_of("t1.4", 1)
      await(nap(1.5))
    end)
    return 24
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", nil, function()
      later(3, 1, function()
        clear_event(1)
        notify("k3.1", 1, 2)
      end)
      cancel("t2.1", 1)
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(get("t2.2", 2))
      end)
      local c1 = async(function()
        for _ = 1, 3 do
          mark("c1.1")
        end
        for _ = 1, 3 do
          await(wait_some("c1.2", {1, 1, 1}, 0.25, "FIRST_EXCEPTION"))
          release_semaphore("c1.3", 1)
        end
        do
          local _ <close> = await(lock(2):acquire())
          shelter("c1.5", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join("c1.4", 1))
          end)
          await(nap(1.5))
          set_var(5)
        end
        return 27
      end)
      local c2 = async(function()
        await(gather_all("c2.1", {1}, true))
        await(look("c2.2", 1))
        local t3 = async(function()
          shelter("t3.6", nil, function()
            await(put("t3.1", 2, 3))
            shelter("t3.3", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(acquire_semaphore("t3.2", 1))
            end)
            task_done("t3.4", 2)
            cancelling("t3.5")
          end)
          return 13
        end)
        spawn(3, t3, true)
        notify_all("c2.3", 2)
        return 82
      end)
      await(each_completed("t2.4", {c1, c2}, 1))
    end)
    return 51
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    shelter("t4.3", "Exception", function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(wait_event("t4.1", 1))
      end)
    end)
    return 48
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    set_future("t5.1", 3, 9)
    set_future("t5.2", 1, 2)
    return 1
  end)
  spawn(5, t5, false)
  shelter("main.2", "Exception", function()
    local _ <close> = timeout_scope(5, 1)
    await(wait_barrier("main.1", 1))
  end)
  shelter("main.4", "Exception", function()
    release_lock("main.3", 1)
  end)
  shelter("main.5", "Exception", function()
    await(nap(1.5))
  end)
end
--[==[ trace
1 t1.1 pending
1 t1.3 QueueEmpty
1 t1.4 pending
1 t2.1 true
1 t5.1 nil
1 t5.2 nil
2 t1.5 CancelledError
2 k1.2
2 callback failed: Boom k1.2
3 k2.1 false
3 k2.2 InvalidStateError
3 k2.3 finished 24
5 t2.3 TimeoutError
6 c1.1
6 c1.1
6 c1.1
6 c2.1 [24]
6 c2.2 24
6 t3.1
6 t3.2
6 t3.4 nil
6 t3.5 0
6 c2.3 misuse
8 c1.2 {t1} {}
8 c1.3 nil false
8 t2.4 82
10 c1.2 {t1} {}
10 c1.3 misuse false
12 c1.2 {t1} {}
12 c1.3 misuse false
12 c1.4 24
13 k3.1 misuse
14 main.2 TimeoutError
14 main.3 misuse false
14 t4.2 TimeoutError
16 t2.5 TimeoutError
]==]
