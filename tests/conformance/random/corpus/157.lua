-- Random program, seed 356; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", nil, function()
      local c1 = async(function()
        shelter("c1.6", nil, function()
          release_semaphore("c1.2", 2)
          put_nowait("c1.3", 2, 6)
          local t2 = async(function()
            shelter("t2.2", "Exception", function()
              set_future("t2.1", 2, 5)
            end)
            shelter("t2.8", nil, function()
              put_nowait("t2.3", 1, 9)
              watch("t2.4", 1)
              await(nap(0.5))
            end)
            return 2
          end)
          spawn(2, t2, false)
          shelter("c1.5", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(join("c1.4", 2))
          end)
        end)
        local c2 = async(function()
          shelter("c2.2", "Exception", function()
            boom("c2.1")
          end)
          return 40
        end)
        await(gather_all("c1.7", {c2}, true))
        set_event(1)
        await(wait_shielded("c1.8", 2))
        return 53
      end)
      await(wait_limited("t1.1", c1, 0.25))
      boom("t1.2")
      task_done("t1.3", 2)
      set_future("t1.4", 1, 3)
    end)
    shelter("t1.10", "Exception", function()
      do
        local _ <close> = timeout_scope(2, -1)
        await(wait_limited("t1.6", 2, 0))
      end
      expired("t1.7", 2)
      for _ = 1, 2 do
        shelter("t1.9", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(join("t1.8", 2))
        end)
      end
    end)
    return 79
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    notify("t3.1", 1, 1)
    shelter("t3.3", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join("t3.2", 2))
    end)
    cancel("t3.4", 3)
    return 14
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    later(1, 2, function()
      set_event(1)
    end)
    do
      local _ <close> = await(condition(1):acquire())
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(wait_condition_for("t4.1", 1, 2))
      end)
    end
    task_done("t4.3", 1)
    set_future("t4.4", 2, 8)
    notify("t4.5", 1, 3)
    return 88
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      set_future("t5.1", 2, 6)
    end)
    return 15
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    release_semaphore("main.1", 1)
  end)
  shelter("main.4", nil, function()
    release_semaphore("main.3", 2)
  end)
  shelter("main.6", "Exception", function()
    set_future("main.5", 2, 9)
  end)
  shelter("main.8", nil, function()
    await(wait_some("main.7", {5}, 0, "ALL_COMPLETED"))
  end)
  shelter("main.10", nil, function()
    release_semaphore("main.9", 1)
  end)
end
--[==[ trace
0 main.1 misuse false
0 main.3 nil false
0 main.5 nil
1 c1.2 nil false
1 c1.3 nil
1 t3.1 misuse
1 t5.1 InvalidStateError
2 t2.1 InvalidStateError
2 t2.3 nil
2 main.7 {t5} {}
2 main.9 misuse false
4 t2.8 CancelledError
5 c1.4 2
5 t3.2 2
5 t3.4 true
6 c2.1
6 c2.2 Boom c2.1
8 c1.7 [40]
8 c1.8 2
8 t1.1 53
8 t1.2
8 t1.5 Boom t1.2
8 t1.6 2
8 t1.7 false
8 t1.8 2
8 t1.8 2
9 t2.4 finished 79
]==]
