-- Random program, seed 3842; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 2}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    set_event(1)
    local c1 = async(function()
      shelter("c1.8", nil, function()
        local t2 = async(function()
          shelter("t2.1", "Exception", function()
            bump()
          end)
          return 63
        end)
        spawn(2, t2, true)
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(join_queue("c1.1", 2))
        end)
        do
          local _ <close> = timeout_scope(2, 1)
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(wait_barrier("c1.3", 1))
          end)
          get_var("c1.5")
        end
        for _ = 1, 2 do
          shelter("c1.7", "Exception", function()
            local _ <close> = timeout_scope(4, 0.5)
            await(acquire_lock("c1.6", 1))
          end)
        end
      end)
      return 1
    end)
    await(each_outcome("t1.1", {c1, 2, 2}, 1))
    clear_event(1)
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(wait_barrier("t1.2", 1))
    end)
    return 78
  end)
  spawn(1, t1, false)
  shelter("main.4", nil, function()
    for _ = 1, 2 do
      local c2 = async(function()
        shelter("c2.3", nil, function()
          await(reset_barrier("c2.1", 1))
          local c3 = async(function()
            shelter("c3.5", "Exception", function()
              shelter("c3.2", "Exception", function()
                local _ <close> = timeout_scope(6, 0.25)
                await(join("c3.1", 1))
              end)
              clear_event(1)
              get_var("c3.3")
              await(wait_some("c3.4", {1, 2, 2}, 1, "FIRST_COMPLETED"))
            end)
            fail_future("c3.6", 2)
            set_event(1)
            boom("c3.7")
            shelter("c3.9", "Exception", function()
              local _ <close> = timeout_scope(7, 1)
              await(wait_barrier("c3.8", 1))
            end)
            return 32
          end)
          await(wait_limited("c2.2", c3, 1))
          await(nap(1))
          await(nap(0))
        end)
        shelter("c2.5", nil, function()
          cancel("c2.4", 2)
        end)
        return 76
      end)
      local c4 = async(function()
        shelter("c4.3", "Exception", function()
          await(look("c4.1", 2))
          local g1 = coroutine.wrap(function()
            put_nowait("g1.1", 1, 7)
            await(look("g1.2", 1))
            coroutine.yield(1)
            set_event(1)
            coroutine.yield(2)
          end)
          for value in g1 do log("c4.2", value) end
        end)
        shelter("c4.6", "Exception", function()
          shelter("c4.5", "Exception", function()
            local _ <close> = timeout_scope(8, 0.5)
            await(join("c4.4", 1))
          end)
        end)
        return 22
      end)
      await(each_outcome("main.1", {c2, 1, c4}, nil))
    end
    cancel_future("main.2", 2)
    cancel("main.3", 2)
    set_event(1)
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(wait_condition("main.5", 1))
    end)
  end)
  shelter("main.8", "Exception", function()
    set_var(1)
  end)
  shelter("main.10", nil, function()
    set_future("main.9", 1, 1)
  end)
end
--[==[ trace
1 c2.1 0
1 g1.1 nil
2 c1.1
4 t1.1 CancelledError
6 t1.3 TimeoutError
7 c3.1 78
7 c3.3 0
7 g1.2 78
7 c4.2 1
7 c4.2 2
7 c4.4 78
8 main.1 78
9 c3.4 {t1, t2} {}
9 c3.6 nil
9 c3.7
9 c2.3 Boom c3.7
9 c2.4 false
9 main.1 22
11 main.1 76
12 c2.1 0
12 c3.1 78
12 c3.3 0
12 c4.1 63
12 g1.1 nil
12 g1.2 78
12 c4.2 1
12 c4.2 2
12 c4.4 78
13 c1.4 BrokenBarrierError
13 c1.5 0
13 c1.6
13 main.1 78
13 main.1 22
14 c3.4 {t1, t2} {}
14 c3.6 InvalidStateError
14 c3.7
14 c2.3 Boom c3.7
14 c2.4 false
16 main.1 76
16 main.2 false
16 main.3 false
16 main.6 misuse
16 main.9 nil
18 c1.8 CancelledError
]==]
