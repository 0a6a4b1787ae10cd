-- Random program, seed 5532; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 3}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.12", "Exception", function()
      do
        local _ <close> = await(semaphore(2):acquire())
        do
          local _ <close> = defer(function()
            mark("t1.3")
            set_future("t1.4", 3, 8)
            await(nap(0.5))
          end)
          set_event(1)
          cancel_future("t1.2", 1)
        end
        do
          local _ <close> = defer(function()
            mark("t1.6")
            mark("t1.7")
            state_of("t1.8", 1)
          end)
          cancelling("t1.5")
        end
      end
      mark("t1.9")
      local _ <close> = defer(function()
        mark("t1.10")
        cancelling("t1.11")
      end)
      later(1, 2, function()
        mark("k1.1")
      end)
    end)
    shelter("t1.14", nil, function()
      local c1 = async(function()
        shelter("c1.5", "Exception", function()
          state_of("c1.2", 1)
          set_event(1)
          local _ <close> = defer(function()
            mark("c1.4")
            bump()
          end)
          await(nap(0))
          mark("c1.3")
        end)
        return 59
      end)
      await(wait_shielded("t1.13", c1))
    end)
    return 81
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.7", nil, function()
      local _ <close> = defer(function()
        mark("t2.4")
        mark("t2.5")
        set_future("t2.6", 1, 8)
      end)
      boom("t2.1")
      cancel("t2.3", 2)
    end)
    return 3
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      notify("t3.1", 1, 2)
    end)
    return 77
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    local c2 = async(function()
      shelter("c2.2", nil, function()
        local c3 = async(function()
          shelter("c3.5", nil, function()
            watch("c3.1", 3)
            do
              local _ <close> = timeout_scope(1, 1)
              watch_future("c3.2", 1)
              task_done("c3.3", 2)
            end
            clear_event(1)
            await(wait_event("c3.4", 1))
          end)
          shelter("c3.7", "Exception", function()
            boom("c3.6")
          end)
          return 10
        end)
        await(wait_shielded("c2.1", c3))
        set_event(1)
      end)
      shelter("c2.4", nil, function()
        mark("c2.3")
      end)
      return 62
    end)
    local c4 = async(function()
      shelter("c4.2", nil, function()
        boom("c4.1")
      end)
      await(nap(1.5))
      return 14
    end)
    start_gather(1, {3, c2, c4}, true)
    await(nap(0))
    await(wait_gather("main.1", 1))
    await(nap(0))
    set_event(1)
  end)
  shelter("main.3", nil, function()
    await(nap(0))
  end)
  shelter("main.6", nil, function()
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(acquire_lock("main.4", 1))
    end)
  end)
end
--[==[ trace
1 t1.2 true
1 t1.3
1 t1.4 nil
1 t2.1
1 t2.4
1 t2.5
1 t2.6 InvalidStateError
1 t2.7 Boom t2.1
1 t3.1 misuse
1 c4.1
1 c4.2 Boom c4.1
2 c3.3 misuse
3 c3.1 finished 77
3 c3.2 cancelled
5 t1.5 0
5 t1.6
5 t1.7
5 t1.8 pending
5 t1.9
5 t1.10
5 t1.11 0
6 c1.2 pending
7 c3.4 true true
7 c3.6
7 c3.7 Boom c3.6
7 c1.3
7 c1.4
9 c2.1 10
9 c2.3
9 t1.13 59
14 main.1 [77, 62, 14]
16 main.4
]==]
