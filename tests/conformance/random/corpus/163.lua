-- Random program, seed 1986; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 1}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      for _ = 1, 2 do
        local c1 = async(function()
          shelter("c1.6", "Exception", function()
            state_of("c1.1", 1)
            cancel_future("c1.3", 2)
            mark("c1.4")
            cancelling("c1.5")
          end)
          return 82
        end)
        await(wait_shielded("t1.1", c1))
        local t2 = async(function()
          shelter("t2.5", "Exception", function()
            cancel("t2.3", 2)
            notify("t2.4", 1, 2)
          end)
          clear_event(1)
          cancelling("t2.6")
          return 12
        end)
        spawn(2, t2, false)
      end
      await(nap(2))
      clear_event(1)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(wait_barrier("t1.2", 1))
      end)
    end)
    return 38
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.5", nil, function()
      release_semaphore("t3.1", 2)
      await(nap(0.5))
      reschedule("t3.2", 1, 0.25)
      local _ <close> = await(lock(1):acquire())
      mark("t3.3")
      local c2 = async(function()
        shelter("c2.1", "Exception", function()
          await(nap(0))
          await(nap(0))
        end)
        shelter("c2.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(join("c2.2", 2))
        end)
        return 26
      end)
      await(wait_limited("t3.4", c2, -1))
    end)
    shelter("t3.8", nil, function()
      shelter("t3.7", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(wait_condition("t3.6", 2))
      end)
    end)
    return 65
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    notify("t4.1", 1, 1)
    return 67
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.1", "Exception", function()
      await(nap(0.25))
    end)
    return 10
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    release_semaphore("main.1", 1)
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(4, 0.25)
      await(join("main.3", 5))
    end)
  end)
  shelter("main.6", nil, function()
    await(nap(1))
  end)
  shelter("main.7", nil, function()
    await(nap(2))
  end)
  shelter("main.10", "Exception", function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(5, 0)
      await(join("main.8", 3))
    end)
  end)
end
--[==[ trace
0 main.1 nil false
1 t3.1 misuse true
1 t4.1 misuse
2 c1.1 pending
2 c1.3 true
2 c1.4
2 c1.5 0
4 t1.1 82
5 t2.3 true
5 t2.4 misuse
5 t2.6 1
5 c1.1 pending
5 c1.3 false
5 c1.4
5 c1.5 0
7 t1.1 82
8 t2.3 true
8 t2.4 misuse
8 t2.6 1
11 main.4 TimeoutError
13 t3.3
16 t3.5 TimeoutError
16 t3.7 misuse
23 t1.3 TimeoutError
25 main.8 65
]==]
