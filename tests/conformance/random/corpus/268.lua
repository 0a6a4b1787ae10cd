-- Random program, seed 2858; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      local c1 = async(function()
        for _ = 1, 2 do
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(put("c1.1", 2, 8))
          end)
        end
        await(nap(0))
        cancelling("c1.3")
        do
          local _ <close> = await(condition(1):acquire())
          notify("c1.4", 1, 1)
        end
        shelter("c1.10", nil, function()
          put_nowait("c1.6", 1, 3)
          local c2 = async(function()
            shelter("c2.4", "Exception", function()
              release_semaphore("c2.1", 1)
              state_of("c2.3", 1)
            end)
            return 46
          end)
          local c3 = async(function()
            shelter("c3.3", "Exception", function()
              get_nowait("c3.1", 2)
              watch("c3.2", 1)
            end)
            shelter("c3.6", "Exception", function()
              cancel_future("c3.4", 2)
              cancel("c3.5", 1)
            end)
            return 84
          end)
          local c4 = async(function()
            shelter("c4.4", "Exception", function()
              cancel("c4.1", 1)
              fail_future("c4.2", 1)
              watch("c4.3", 1)
            end)
            return 19
          end)
          await(gather_all("c1.7", {c2, c3, c4}, false))
          shelter("c1.9", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(join_queue("c1.8", 1))
          end)
        end)
        return 24
      end)
      await(wait_shielded("t1.1", c1))
    end)
    shelter("t1.7", nil, function()
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_barrier("t1.5", 1))
      end)
    end)
    return 12
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      cancel("t2.1", 1)
    end)
    return 30
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.3", "Exception", function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(4, 0.25)
        await(join("t3.1", 1))
      end)
    end)
    return 48
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.3", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(put("t4.1", 2, 1))
      end)
    end)
    shelter("t4.6", "Exception", function()
      shelter("t4.5", "Exception", function()
        local _ <close> = timeout_scope(6, 0.25)
        await(put("t4.4", 2, 7))
      end)
    end)
    return 7
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.3", nil, function()
      shelter("t5.2", "Exception", function()
        local _ <close> = timeout_scope(7, 1)
        await(put("t5.1", 2, 2))
      end)
    end)
    boom("t5.4")
    return 76
  end)
  spawn(5, t5, false)
  reschedule("main.1", 3, 0.5)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(8, 0.25)
      await(wait_event("main.2", 2))
    end)
  end)
  shelter("main.7", "Exception", function()
    local _ <close> = timeout_scope(9, 0.5)
    await(join("main.6", 3))
  end)
  shelter("main.9", "Exception", function()
    boom("main.8")
  end)
  shelter("main.11", nil, function()
    notify("main.10", 1, 3)
  end)
end
--[==[ trace
1 t2.1 true
1 t4.1
1 t4.4
1 t5.1
1 t5.4
2 c1.1
2 c1.1
2 t1.2 CancelledError
3 c1.3 0
3 c1.4 nil
3 c1.6 nil
4 c2.1 nil false
4 c2.3 pending
4 c3.1 1
4 c3.4 true
4 c3.5 true
4 c4.1 true
4 c4.2 nil
5 t1.7 CancelledError
6 t3.1 12
6 c3.2 finished 12
6 c4.3 finished 12
6 c1.7 [46, 84, 19]
8 main.3 TimeoutError
8 main.6 48
8 main.8
8 main.9 Boom main.8
8 main.10 misuse
10 c1.10 CancelledError
]==]
