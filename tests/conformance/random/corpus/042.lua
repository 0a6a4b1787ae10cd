-- Random program, seed 4869; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 0}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(wait_event("t1.1", 1))
    end)
    state_of("t1.3", 1)
    shelter("t1.4", "Exception", function()
      local t2 = async(function()
        put_nowait("t2.1", 1, 7)
        return 1
      end)
      spawn(2, t2, false)
    end)
    return 47
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.4", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(acquire_semaphore("t3.1", 2))
      end)
      await(nap(0.25))
      local _ <close> = await(semaphore(1):acquire())
      local t4 = async(function()
        shelter("t4.2", "Exception", function()
          uncancel("t4.1")
        end)
        return 65
      end)
      spawn(4, t4, false)
      put_nowait("t3.3", 2, 9)
    end)
    return 88
  end)
  spawn(3, t3, false)
  shelter("main.5", nil, function()
    watch_future("main.1", 3)
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(3, 0.25)
      await(wait_barrier("main.2", 1))
    end)
    await(look("main.4", 2))
  end)
  shelter("main.7", "Exception", function()
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        for _ = 1, 3 do
          local g1 = coroutine.wrap(function()
            put_nowait("g1.1", 2, 2)
            coroutine.yield(1)
            get_nowait("g1.2", 2)
            coroutine.yield(2)
          end)
          for value in g1 do log("c1.1", value) end
        end
      end)
      release_semaphore("c1.3", 1)
      return 5
    end)
    await(each_outcome("main.6", {2, c1}, 1))
  end)
  shelter("main.9", nil, function()
    set_future("main.8", 4, 3)
  end)
  put_nowait("main.10", 2, 5)
  put_nowait("main.11", 2, 7)
end
--[==[ trace
3 main.3 TimeoutError
3 t1.2 TimeoutError
3 t1.3 pending
4 g1.1 nil
4 c1.1 1
4 g1.2 2
4 c1.1 2
4 g1.1 nil
4 c1.1 1
4 g1.2 2
4 c1.1 2
4 g1.1 nil
4 c1.1 1
4 g1.2 2
4 c1.1 2
4 c1.3 nil false
4 t2.1 nil
6 main.6 5
6 main.8 nil
6 main.10 nil
6 main.11 nil
8 t3.4 CancelledError
]==]
