-- Random program, seed 1360; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", "Exception", function()
      do
        local _ <close> = await(semaphore(1):acquire())
        shelter("t1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(get("t1.1", 2))
        end)
      end
      local c1 = async(function()
        local b1 = async(function()
          notify_all("b1.1", 1)
          cancel("b1.2", 1)
          shelter("b1.7", nil, function()
            shelter("b1.4", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(acquire_semaphore("b1.3", 2))
            end)
            put_nowait("b1.5", 1, 3)
            state_of("b1.6", 1)
            await(nap(0.25))
          end)
          return 84
        end)
        await(b1())
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(put("c1.1", 2, 1))
        end)
        return 90
      end)
      await(each_outcome("t1.4", {c1}, 0.25))
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(wait_event("t1.5", 2))
      end)
    end)
    shelter("t1.13", nil, function()
      queue_size("t1.8", 2)
      local t2 = async(function()
        shelter("t2.5", "Exception", function()
          do
            local _ <close> = group_scope(1)
            bump()
            put_nowait("t2.2", 2, 6)
          end
          shelter("t2.4", "Exception", function()
            local _ <close> = timeout_scope(5, 0.25)
            await(wait_barrier("t2.3", 1))
          end)
        end)
        return 50
      end)
      spawn(2, t2, false)
      do
        local _ <close> = await(condition(2):acquire())
        notify_all("t1.10", 2)
      end
      local _ <close> = group_scope(2)
      for _ = 1, 3 do
        await(look("t1.11", 2))
        put_nowait("t1.12", 2, 1)
      end
      local b2 = async(function()
        shelter("b2.2", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(join("b2.1", 2))
        end)
        shelter("b2.4", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(get("b2.3", 1))
        end)
        put_nowait("b2.5", 2, 1)
        await(wait_event("b2.6", 2))
        return 43
      end)
      await(b2())
    end)
    return 47
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.3", nil, function()
      release_semaphore("t3.1", 1)
      await(look("t3.2", 1))
    end)
    return 69
  end)
  spawn(3, t3, false)
  shelter("main.7", nil, function()
    await(look("main.1", 1))
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(8, 1)
      await(wait_event("main.2", 1))
    end)
    state_of("main.4", 2)
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(9, 0)
      await(wait_barrier("main.5", 1))
    end)
  end)
  bump()
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(10, 0.25)
      await(acquire_lock("main.8", 2))
    end)
  end)
  shelter("main.12", nil, function()
    await(wait_some("main.11", {2}, nil, "ALL_COMPLETED"))
  end)
  shelter("main.14", nil, function()
    cancel("main.13", 2)
  end)
  shelter("main.15", nil, function()
    await(nap(0.5))
  end)
end
--[==[ trace
1 t3.1 nil false
3 t1.2 TimeoutError
4 b1.1 misuse
4 b1.2 true
4 b1.3
4 b1.5 nil
4 b1.6 pending
5 t1.4 CancelledError
7 c1.1
9 t1.6 TimeoutError
9 t1.8 1 false true
9 t1.10 nil
10 t2.2 QueueFull
12 t2.4 TimeoutError
13 t1.11 50
13 t1.12 QueueFull
13 t1.11 50
13 t1.12 QueueFull
13 t1.11 50
13 t1.12 QueueFull
13 b2.1 50
13 b2.3 3
13 b2.5 QueueFull
15 t1.13 CancelledError
16 main.1 47
16 t3.2 47
18 main.3 TimeoutError
18 main.4 finished 50
20 main.6 TimeoutError
20 main.8
22 main.11 {t2} {}
22 main.13 false
]==]
