-- Random program, seed 2260; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"bounded", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 1}, {"priority", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", "Exception", function()
      watch("t1.1", 1)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_event("t1.2", 1))
      end)
      boom("t1.4")
      do
        local _ <close> = timeout_scope(2, 2)
        release_lock("t1.5", 1)
      end
      expired("t1.6", 2)
    end)
    return 16
  end)
  spawn(1, t1, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_event("main.1", 1))
    end)
  end)
  shelter("main.9", "Exception", function()
    for _ = 1, 2 do
      set_future("main.4", 1, 7)
      await(look("main.5", 1))
    end
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(join("main.6", 1))
    end)
    watch("main.8", 1)
  end)
  shelter("main.11", nil, function()
    boom("main.10")
  end)
  shelter("main.14", nil, function()
    state_of("main.12", 1)
    state_of("main.13", 1)
  end)
  set_future("main.15", 2, 7)
  mark("main.16")
end
--[==[ trace
3 main.2 TimeoutError
3 main.4 nil
3 t1.3 TimeoutError
3 t1.4
3 t1.7 Boom t1.4
4 t1.1 finished 16
4 main.5 16
4 main.4 InvalidStateError
4 main.5 16
4 main.6 16
4 main.10
4 main.11 Boom main.10
4 main.12 finished 16
4 main.13 finished 16
4 main.15 nil
4 main.16
5 main.8 finished 16
]==]
