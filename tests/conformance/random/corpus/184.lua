-- Random program, seed 274; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      release_semaphore("t1.1", 1)
      local c1 = async(function()
        shelter("c1.10", "Exception", function()
          local b1 = async(function()
            shelter("b1.4", "Exception", function()
              put_nowait("b1.2", 1, 7)
              await(nap(0))
              notify_all("b1.3", 1)
            end)
            shelter("b1.7", nil, function()
              release_semaphore("b1.6", 2)
            end)
            return 6
          end)
          await(b1())
          do
            local _ <close> = timeout_scope(1, 0.25)
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(join_queue("c1.1", 1))
            end)
            reschedule("c1.3", 2, 3)
          end
          expired("c1.4", 1)
          local _ <close> = defer(function()
            mark("c1.6")
            task_done("c1.9", 1)
          end)
          await(reset_barrier("c1.5", 1))
        end)
        await(nap(0))
        return 42
      end)
      await(wait_limited("t1.2", c1, 1))
    end)
    return 37
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    release_semaphore("t2.1", 1)
    await(nap(0))
    return 77
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.4", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(acquire_semaphore("t3.1", 2))
      end)
      reschedule("t3.3", 3, 1)
    end)
    return 29
  end)
  spawn(3, t3, true)
  shelter("main.4", "Exception", function()
    local c2 = async(function()
      shelter("c2.3", nil, function()
        local c3 = async(function()
          local t4 = async(function()
            await(reset_barrier("t4.1", 1))
            shelter("t4.4", "Exception", function()
              shelter("t4.3", "Exception", function()
                local _ <close> = timeout_scope(4, 1)
                await(join("t4.2", 2))
              end)
            end)
            return 12
          end)
          spawn(4, t4, false)
          soon(1, function()
            set_event(1)
            state_of("k1.1", 1)
            release_semaphore("k1.2", 2)
          end)
          shelter("c3.3", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(join("c3.2", 2))
          end)
          shelter("c3.5", "Exception", function()
            local _ <close> = timeout_scope(6, 0.25)
            await(put("c3.4", 1, 1))
          end)
          shelter("c3.7", "Exception", function()
            await(wait_some("c3.6", {4, 2, 3}, 0.5, "FIRST_COMPLETED"))
          end)
          return 75
        end)
        local c4 = async(function()
          shelter("c4.2", nil, function()
            task_done("c4.1", 2)
          end)
          shelter("c4.4", nil, function()
            release_semaphore("c4.3", 1)
          end)
          return 90
        end)
        start_gather(1, {c3, c4}, true)
        task_done("c2.1", 1)
        await(wait_gather("c2.2", 1))
        await(nap(1))
      end)
      shelter("c2.5", "Exception", function()
        local _ <close> = timeout_scope(7, 0.25)
        await(acquire_semaphore("c2.4", 2))
      end)
      return 8
    end)
    await(gather_all("main.1", {c2, 2}, false))
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(8, 0)
      await(join("main.2", 3))
    end)
  end)
  shelter("main.6", "Exception", function()
    task_done("main.5", 2)
  end)
  shelter("main.8", "Exception", function()
    cancelling("main.7")
  end)
  shelter("main.10", "Exception", function()
    local _ <close> = timeout_scope(9, 0.5)
    await(join_queue("main.9", 2))
  end)
  shelter("main.12", nil, function()
    mark("main.11")
  end)
end
--[==[ trace
0 t1.1 nil false
0 b1.2 nil
0 t3.1
0 t3.3 misuse
1 b1.3 misuse
1 b1.6 nil false
1 t2.1 nil false
1 c2.1 nil
2 c3.2 77
2 c3.4
2 c4.1 misuse
2 c4.3 nil false
2 c1.1
2 c1.3 misuse
2 c1.4 false
2 c1.5 0
2 c1.6
2 c1.9 nil
3 t4.1 0
3 t4.2 77
3 k1.1 pending
3 k1.2 nil false
3 t1.2 42
4 c3.6 {t2, t3, t4} {}
6 c2.2 [75, 90]
8 c2.4
10 main.1 [8, 77]
10 main.2 29
10 main.5 misuse
10 main.7 0
10 main.9
10 main.11
]==]
