-- Random program, seed 813; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"lifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.12", "Exception", function()
      do
        local _ <close> = timeout_scope(1, 2)
        do
          local _ <close> = group_scope(1)
          shelter("t1.2", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_barrier("t1.1", 1))
          end)
          await(nap(0.5))
          mark("t1.5")
        end
        shelter("t1.7", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(wait_barrier("t1.6", 1))
        end)
        for _ = 1, 3 do
          get_nowait("t1.8", 1)
          put_nowait("t1.9", 2, 8)
        end
      end
      for _ = 1, 3 do
        put_nowait("t1.10", 1, 5)
        fail_future("t1.11", 3)
      end
    end)
    return 9
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.7", "Exception", function()
      await(abort_barrier("t2.1", 1))
      do
        local _ <close> = group_scope(2)
        shelter("t2.3", "Exception", function()
          local _ <close> = timeout_scope(4, 0)
          await(wait_event("t2.2", 1))
        end)
        local c1 = async(function()
          shelter("c1.5", nil, function()
            notify("c1.1", 1, 2)
            await(wait_some("c1.2", {1, 1}, 1, "FIRST_COMPLETED"))
            clear_event(1)
            shelter("c1.4", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(get("c1.3", 2))
            end)
          end)
          return 23
        end)
        await(wait_limited("t2.4", c1, nil))
        local b1 = async(function()
          shelter("b1.3", "Exception", function()
            local _ <close> = timeout_scope(6, 0.5)
            await(wait_event("b1.2", 1))
          end)
          shelter("b1.5", "Exception", function()
            local _ <close> = timeout_scope(7, 1)
            await(wait_event("b1.4", 1))
          end)
          await(nap(0))
          shelter("b1.6", "Exception", function()
            set_event(1)
          end)
          return 69
        end)
        await(b1())
      end
      notify("t2.5", 1, 1)
      await(wait_some("t2.6", {1, 1, 1}, 0, "FIRST_COMPLETED"))
    end)
    shelter("t2.9", nil, function()
      mark("t2.8")
    end)
    return 35
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      put_nowait("t3.1", 2, 4)
    end)
    shelter("t3.4", "Exception", function()
      await(look("t3.3", 2))
    end)
    return 17
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      await(wait_some("t4.1", {3, 3}, nil, "FIRST_EXCEPTION"))
    end)
    return 39
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      mark("t5.1")
    end)
    shelter("t5.4", "Exception", function()
      await(look("t5.3", 4))
    end)
    return 14
  end)
  spawn(5, t5, false)
  shelter("main.1", nil, function()
    await(nap(1.5))
  end)
  shelter("main.3", "Exception", function()
    mark("main.2")
  end)
  shelter("main.5", nil, function()
    await(look("main.4", 4))
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(8, 0.5)
      await(wait_barrier("main.6", 1))
    end)
  end)
  shelter("main.11", nil, function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(9, 0.25)
      await(join("main.9", 4))
    end)
  end)
  shelter("main.13", nil, function()
    boom("main.12")
  end)
end
--[==[ trace
0 t3.1 nil
1 t2.1 true
1 t5.1
2 t1.2 BrokenBarrierError
3 t2.3 TimeoutError
3 c1.1 misuse
5 t1.5
5 t1.7 BrokenBarrierError
5 t1.8 QueueEmpty
5 t1.9 nil
5 t1.8 QueueEmpty
5 t1.9 QueueFull
5 t1.8 QueueEmpty
5 t1.9 QueueFull
5 t1.10 nil
5 t1.11 nil
5 t1.10 nil
5 t1.11 InvalidStateError
5 t1.10 QueueFull
5 t1.11 InvalidStateError
7 c1.2 {t1} {}
7 c1.3 8
7 t2.4 23
9 b1.3 TimeoutError
11 main.2
13 b1.5 TimeoutError
14 t2.5 misuse
16 t2.6 {t1} {}
16 t2.8
17 t3.3 35
19 t4.1 {t3} {}
20 t5.3 39
20 main.4 39
20 main.7 BrokenBarrierError
20 main.9 39
20 main.12
20 main.13 Boom main.12
]==]
