-- Random program, seed 5318; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      cancel("t1.1", 1)
      local c1 = async(function()
        shelter("c1.4", nil, function()
          await(nap(0.5))
          local _ <close> = await(lock(1):acquire())
          put_nowait("c1.2", 1, 2)
          set_event(2)
        end)
        local c2 = async(function()
          shelter("c2.6", "Exception", function()
            cancelling("c2.1")
            shelter("c2.3", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(acquire_semaphore("c2.2", 1))
            end)
            boom("c2.4")
            get_nowait("c2.5", 2)
          end)
          shelter("c2.9", nil, function()
            fail_future("c2.7", 1)
            watch("c2.8", 1)
          end)
          return 31
        end)
        local c3 = async(function()
          get_var("c3.1")
          get_var("c3.2")
          cancelling("c3.3")
          shelter("c3.5", nil, function()
            cancel("c3.4", 1)
          end)
          return 71
        end)
        local c4 = async(function()
          set_event(2)
          mark("c4.1")
          uncancel("c4.2")
          await(nap(0.5))
          cancelling("c4.3")
          set_future("c4.4", 1, 5)
          mark("c4.5")
          cancel("c4.6", 1)
          return 52
        end)
        await(each_completed("c1.5", {c2, c3, c4}, -1))
        set_future("c1.6", 3, 9)
        return 56
      end)
      await(wait_shielded("t1.2", c1))
      put_nowait("t1.3", 1, 7)
    end)
    shelter("t1.6", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(acquire_lock("t1.5", 1))
    end)
    return 11
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    local g1 = coroutine.wrap(function()
      local t3 = async(function()
        shelter("t3.4", nil, function()
          boom("t3.1")
          clear_event(2)
          get_var("t3.2")
          cancel("t3.3", 3)
        end)
        return 35
      end)
      spawn(3, t3, false)
      coroutine.yield(1)
      local g2 = coroutine.wrap(function()
        cancel("g2.1", 1)
        await(reset_barrier("g2.2", 1))
        coroutine.yield(1)
        mark("g2.3")
        coroutine.yield(2)
        fail_future("g2.4", 1)
        coroutine.yield(3)
      end)
      for value in g2 do log("g1.1", value) end
      release_semaphore("g1.2", 2)
      coroutine.yield(2)
      set_future("g1.3", 3, 1)
      coroutine.yield(3)
    end)
    for value in g1 do log("t2.1", value) end
    notify_all("t2.2", 2)
    set_future("t2.3", 3, 4)
    uncancel("t2.4")
    shelter("t2.6", nil, function()
      cancel("t2.5", 2)
    end)
    return 71
  end)
  spawn(2, t2, false)
  local t4 = async(function()
    await(nap(2))
    shelter("t4.1", "Exception", function()
      set_event(2)
    end)
    return 71
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", nil, function()
      put_nowait("t5.1", 2, 7)
    end)
    return 32
  end)
  spawn(5, t5, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(wait_barrier("main.1", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    notify("main.4", 2, 3)
  end)
  shelter("main.6", "Exception", function()
    clear_event(2)
  end)
  await(nap(1))
end
--[==[ trace
1 t1.1 true
1 t2.1 1
1 g2.1 true
1 g2.2 0
1 g1.1 1
1 g2.3
1 g1.1 2
1 g2.4 nil
1 g1.1 3
1 g1.2 nil false
1 t2.1 2
1 g1.3 nil
1 t2.1 3
1 t2.2 misuse
1 t2.3 InvalidStateError
1 t2.4 0
1 t2.5 true
1 t5.1 nil
2 t3.1
2 t3.4 Boom t3.1
2 main.2 BrokenBarrierError
2 main.4 misuse
4 c1.2 nil
5 c2.1 0
5 c2.2
5 c2.4
5 c2.6 Boom c2.4
5 c2.7 InvalidStateError
5 c3.1 0
5 c3.2 0
5 c3.3 0
5 c3.4 false
5 c4.1
5 c4.2 0
6 c2.8 cancelled
7 shielded future failed: TimeoutError
9 c4.3 0
9 c4.4 InvalidStateError
9 c4.5
9 c4.6 false
]==]
