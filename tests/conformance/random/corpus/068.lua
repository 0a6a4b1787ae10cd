-- Random program, seed 1737; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    for _ = 1, 3 do
      local c1 = async(function()
        shelter("c1.4", nil, function()
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(join_queue("c1.1", 1))
          end)
          set_var(6)
          cancel("c1.3", 1)
        end)
        task_done("c1.5", 1)
        return 23
      end)
      await(wait_limited("t1.1", c1, 1))
      cancel("t1.2", 1)
    end
    for _ = 1, 3 do
      for _ = 1, 3 do
        shelter("t1.4", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(put("t1.3", 1, 9))
        end)
        reschedule("t1.5", 2, 3)
      end
    end
    notify_all("t1.6", 1)
    return 21
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.7", nil, function()
      mark("t2.1")
      do
        local ok, err = try(function()
          get_nowait("t2.2", 1)
        end)
        if not ok then
          expect(err, "Exception")
          log_error("t2.3", err)
          local t3 = async(function()
            shelter("t3.4", "Exception", function()
              put_nowait("t3.1", 2, 9)
              get_nowait("t3.2", 2)
              set_event(1)
              set_future("t3.3", 1, 1)
            end)
            shelter("t3.6", nil, function()
              await(nap(0))
              reschedule("t3.5", 1, -1)
            end)
            return 37
          end)
          spawn(3, t3, false)
          cancel_future("t2.5", 1)
        end
      end
      await(look("t2.6", 3))
    end)
    cancel("t2.8", 2)
    return 26
  end)
  spawn(2, t2, true)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(wait_barrier("t4.1", 1))
    end)
    boom("t4.4")
    return 39
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    await(wait_some("main.1", {2}, 1, "ALL_COMPLETED"))
  end)
  shelter("main.4", "Exception", function()
    release_lock("main.3", 1)
  end)
  shelter("main.6", "Exception", function()
    cancel("main.5", 4)
  end)
  shelter("main.8", nil, function()
    reschedule("main.7", 3, -1)
  end)
end
--[==[ trace
0 t2.1
0 t2.2 QueueEmpty
1 c1.1
1 c1.3 true
1 c1.5 misuse
1 t1.1 23
1 t1.2 true
1 c1.1
1 c1.3 true
1 c1.5 misuse
1 t1.1 23
1 t1.2 true
1 c1.1
1 c1.3 true
1 c1.5 misuse
1 t1.1 23
1 t1.2 true
1 t1.3
1 t1.5 misuse
1 t1.3
1 t1.5 misuse
2 main.1 {t2} {}
2 main.3 misuse false
2 main.5 true
2 main.7 nil
]==]
