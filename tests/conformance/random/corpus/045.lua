-- Random program, seed 216; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 0}, {"lifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.10", nil, function()
      set_future("t1.1", 2, 8)
      do
        local _ <close> = group_scope(1)
        for _ = 1, 3 do
          task_done("t1.2", 1)
          watch("t1.3", 1)
        end
        task_done("t1.4", 1)
      end
      do
        local ok, err = try(function()
          do
            local _ <close> = await(condition(1):acquire())
            notify("t1.5", 1, 2)
          end
          local c1 = async(function()
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(wait_barrier("c1.1", 1))
            end)
            shelter("c1.5", "Exception", function()
              local _ <close> = timeout_scope(2, 0.25)
              await(get("c1.4", 1))
            end)
            cancel("c1.6", 1)
            shelter("c1.11", nil, function()
              await(reset_barrier("c1.7", 1))
              shelter("c1.9", "Exception", function()
                local _ <close> = timeout_scope(3, 0.5)
                await(acquire_lock("c1.8", 1))
              end)
              boom("c1.10")
            end)
            return 81
          end)
          local c2 = async(function()
            shelter("c2.2", "Exception", function()
              cancel("c2.1", 1)
            end)
            return 73
          end)
          await(each_completed("t1.6", {c1, c2}, 1))
        end)
        if not ok then
          log_error("t1.7", err)
          cancel("t1.8", 1)
          local t2 = async(function()
            await(nap(0.5))
            group_cancel("t2.1", 1)
            boom("t2.2")
            return 33
          end)
          spawn(2, t2, false)
        end
      end
      set_future("t1.9", 4, 8)
    end)
    return 5
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.7", "Exception", function()
      put_nowait("t3.1", 2, 5)
      do
        local _ <close> = group_scope(2)
        await(wait_some("t3.3", {1}, -1, "FIRST_EXCEPTION"))
        release_lock("t3.4", 1)
        put_nowait("t3.5", 2, 5)
      end
      cancel_future("t3.6", 1)
    end)
    do
      local _ <close> = defer(function()
        mark("t3.9")
        await(look("t3.10", 1))
      end)
      task_done("t3.8", 1)
    end
    cancel("t3.11", 2)
    cancel("t3.12", 1)
    shelter("t3.14", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(join_queue("t3.13", 1))
    end)
    return 37
  end)
  spawn(3, t3, false)
  shelter("main.1", "Exception", function()
    await(nap(0.5))
  end)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(5, 0.5)
      await(join("main.2", 1))
    end)
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_future("main.5", 3))
    end)
  end)
  shelter("main.8", "Exception", function()
    await(nap(0))
  end)
  shelter("main.11", nil, function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(put("main.9", 1, 9))
    end)
  end)
end
--[==[ trace
1 t1.1 nil
1 t1.2 misuse
1 t1.2 misuse
1 t1.2 misuse
1 t1.4 misuse
1 t1.5 nil
1 t3.1 nil
2 c2.1 true
3 t1.7 CancelledError
3 t1.8 true
3 t1.9 nil
3 t3.3 {t1} {}
3 t3.4 misuse false
3 t3.5 nil
3 t3.6 true
3 t3.8 misuse
3 t3.9
3 t3.10 CancelledError
3 t3.11 true
3 t3.12 false
3 t3.13
4 t1.3 cancelled
4 t1.3 cancelled
4 t1.3 cancelled
6 main.4 CancelledError
8 c1.2 TimeoutError
10 c1.5 TimeoutError
10 c1.6 false
10 c1.7 0
10 c1.8
10 c1.10
10 c1.11 Boom c1.10
12 main.6 TimeoutError
13 main.9
]==]
