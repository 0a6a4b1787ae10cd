-- Random program, seed 5472; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(wait_future("t1.1", 3))
      end)
      await(nap(1))
    end)
    shelter("t1.4", nil, function()
      await(nap(2))
    end)
    return 70
  end)
  spawn(1, t1, false)
  shelter("main.7", nil, function()
    mark("main.1")
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(put("main.2", 1, 5))
    end)
    notify("main.4", 1, 3)
    notify("main.6", 1, 2)
  end)
  shelter("main.12", "Exception", function()
    get_nowait("main.8", 2)
    soon(1, function()
      boom("k1.1")
      watch("k1.2", 1)
    end)
    do
      local _ <close> = group_scope(1)
      await(wait_some("main.9", {1, 1, 1}, 0.5, "FIRST_EXCEPTION"))
      await(nap(1))
      local t2 = async(function()
        mark("t2.1")
        shelter("t2.3", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(wait_future("t2.2", 2))
        end)
        return 81
      end)
      spawn(2, t2, true)
      await(abort_barrier("main.10", 1))
    end
    notify("main.11", 1, 1)
  end)
  state_of("main.13", 2)
  set_future("main.14", 3, 9)
  watch("main.15", 1)
  notify("main.16", 1, 3)
  mark("main.17")
end
--[==[ trace
0 main.1
0 main.2
0 main.4 misuse
0 main.6 misuse
0 main.8 QueueEmpty
1 k1.1
1 callback failed: Boom k1.1
3 t1.2 TimeoutError
5 main.9 {} {t1}
9 t2.1
9 main.10 true
9 main.11 misuse
9 main.13 pending
9 main.14 InvalidStateError
9 main.16 misuse
9 main.17
11 t1.4 CancelledError
12 main.15 finished 70
]==]
