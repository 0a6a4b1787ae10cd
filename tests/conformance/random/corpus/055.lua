-- Random program, seed 2713; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"bounded", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      for _ = 1, 2 do
        do
          local _ <close> = await(condition(1):acquire())
          notify_all("t1.1", 1)
        end
        cancelling("t1.2")
      end
      local t2 = async(function()
        shelter("t2.2", nil, function()
          uncancel("t2.1")
        end)
        return 85
      end)
      spawn(2, t2, false)
    end)
    boom("t1.4")
    release_semaphore("t1.5", 1)
    shelter("t1.7", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(wait_barrier("t1.6", 1))
    end)
    return 89
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.11", "Exception", function()
      release_semaphore("t3.1", 2)
      put_nowait("t3.2", 2, 4)
      do
        local _ <close> = timeout_scope(2, 1)
        state_of("t3.3", 2)
        shelter("t3.5", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(get("t3.4", 2))
        end)
        start_gather(1, {1, 2, 2}, false)
        uncancel("t3.6")
        shelter("t3.8", "Exception", function()
          local _ <close> = timeout_scope(4, 0)
          await(get("t3.7", 2))
        end)
        await(wait_gather("t3.9", 1))
      end
      state_of("t3.10", 2)
    end)
    return 13
  end)
  spawn(3, t3, false)
  shelter("main.3", "Exception", function()
    state_of("main.1", 3)
    await(nap(0))
    local _ <close> = timeout_scope(5, 0)
    uncancel("main.2")
  end)
  shelter("main.9", "Exception", function()
    await(each_outcome("main.4", {2, 1}, nil))
    put_nowait("main.5", 2, 3)
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(acquire_semaphore("main.6", 2))
    end)
    put_nowait("main.8", 2, 6)
  end)
  shelter("main.11", "Exception", function()
    put_nowait("main.10", 2, 7)
  end)
  shelter("main.13", "Exception", function()
    cancel("main.12", 1)
  end)
  shelter("main.15", "Exception", function()
    await(get("main.14", 1))
  end)
end
--[==[ trace
0 main.1 pending
1 t1.1 nil
1 t1.2 0
1 t1.1 nil
1 t1.2 0
1 t1.4
1 t3.1 misuse false
1 t3.2 nil
1 t3.3 pending
1 t3.4 4
1 t3.6 0
1 main.2 0
2 t2.1 0
3 t3.8 TimeoutError
3 t3.11 Boom t1.4
3 main.4 Boom t1.4
3 main.4 85
3 main.5 nil
3 main.6
3 main.8 QueueFull
3 main.10 QueueFull
3 main.12 false
- raised TimeoutError
]==]
