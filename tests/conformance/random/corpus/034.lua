-- Random program, seed 889; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    fail_future("t1.1", 1)
    return 46
  end)
  spawn(1, t1, false)
  shelter("main.4", nil, function()
    await(look("main.1", 1))
    await(wait_shielded("main.2", 1))
    fail_future("main.3", 1)
  end)
  shelter("main.8", nil, function()
    watch("main.5", 1)
    watch("main.6", 1)
    notify("main.7", 1, 3)
  end)
  shelter("main.13", nil, function()
    do
      local _ <close> = defer(function()
        mark("main.11")
        await(nap(0))
      end)
      await(abort_barrier("main.9", 1))
      cancel("main.10", 1)
    end
    put_nowait("main.12", 1, 5)
  end)
end
--[==[ trace
1 t1.1 nil
2 main.1 46
2 main.2 46
2 main.3 InvalidStateError
2 main.7 misuse
2 main.9 true
2 main.10 false
2 main.11
3 main.5 finished 46
3 main.6 finished 46
3 main.12 nil
]==]
