-- Random program, seed 2951; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_future("t1.1", 1))
    end)
    shelter("t1.4", "Exception", function()
      boom("t1.3")
    end)
    return 66
  end)
  spawn(1, t1, false)
  shelter("main.14", nil, function()
    local _ <close> = defer(function()
      mark("main.12")
      get_nowait("main.13", 1)
    end)
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(put("main.1", 2, 7))
    end)
    do
      local _ <close> = await(condition(2):acquire())
      shelter("main.4", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(wait_condition("main.3", 2))
      end)
    end
    start_gather(1, {1}, true)
    do
      local _ <close> = defer(function()
        mark("main.8")
        shelter("main.10", "Exception", function()
          local _ <close> = timeout_scope(5, 1)
          await(wait_barrier("main.9", 1))
        end)
      end)
      shelter("main.6", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(wait_future("main.5", 2))
      end)
      get_var("main.7")
    end
    await(wait_gather("main.11", 1))
  end)
  shelter("main.17", nil, function()
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(wait_barrier("main.15", 1))
    end)
  end)
  shelter("main.23", "Exception", function()
    local c1 = async(function()
      shelter("c1.5", "Exception", function()
        local t2 = async(function()
          shelter("t2.6", nil, function()
            cancel("t2.1", 1)
            do
              local _ <close> = timeout_scope(7, 0.5)
              shelter("t2.3", "Exception", function()
                local _ <close> = timeout_scope(8, 1)
                await(get("t2.2", 2))
              end)
              await(look("t2.4", 1))
            end
            expired("t2.5", 7)
          end)
          shelter("t2.11", "Exception", function()
            shelter("t2.8", "Exception", function()
              local _ <close> = timeout_scope(9, 0.5)
              await(join("t2.7", 1))
            end)
            do
              local _ <close> = await(semaphore(1):acquire())
              await(look("t2.9", 1))
            end
            await(look("t2.10", 1))
          end)
          return 37
        end)
        spawn(2, t2, false)
        queue_size("c1.1", 1)
        await(nap(0.5))
        local _ <close> = timeout_scope(10, 0)
        local t3 = async(function()
          shelter("t3.3", "Exception", function()
            await(nap(0.5))
            notify("t3.1", 1, 3)
            get_nowait("t3.2", 1)
          end)
          return 83
        end)
        spawn(3, t3, false)
        do
          local ok, err = try(function()
            notify("c1.2", 1, 3)
          end)
          if not ok then
            log_error("c1.3", err)
            watch("c1.4", 2)
          end
        end
        later(1, 0.25, function()
          bump()
        end)
      end)
      do
        local _ <close> = group_scope(1)
        for _ = 1, 3 do
          cancel("c1.6", 1)
          notify("c1.7", 1, 2)
        end
        reschedule("c1.8", 3, 0)
        watch("c1.9", 3)
      end
      return 85
    end)
    local c2 = async(function()
      group_cancel("c2.1", 1)
      get_nowait("c2.2", 1)
      return 81
    end)
    await(each_outcome("main.18", {c1, c2, 1}, 1))
    shelter("main.20", "Exception", function()
      local _ <close> = timeout_scope(11, 0.5)
      await(get("main.19", 1))
    end)
    state_of("main.21", 1)
    await(look("main.22", 1))
  end)
  shelter("main.25", "Exception", function()
    task_done("main.24", 2)
  end)
  shelter("main.28", "Exception", function()
    shelter("main.27", "Exception", function()
      local _ <close> = timeout_scope(12, 0.5)
      await(get("main.26", 2))
    end)
  end)
end
--[==[ trace
0 main.1
3 t1.2 TimeoutError
3 t1.3
3 t1.4 Boom t1.3
5 main.4 TimeoutError
7 main.6 TimeoutError
7 main.7 0
7 main.8
9 main.10 TimeoutError
9 main.11 [66]
9 main.12
9 main.13 QueueEmpty
11 main.16 TimeoutError
12 c1.1 0 true false
12 c2.2 QueueEmpty
13 t2.1 false
13 t2.2 7
13 t2.4 66
13 t2.5 false
13 t2.7 66
13 main.18 66
13 main.18 81
15 c1.2 misuse
15 c1.6 false
15 c1.7 misuse
15 c1.6 false
15 c1.7 misuse
15 c1.6 false
15 c1.7 misuse
15 c1.8 misuse
17 main.18 85
20 t3.1 misuse
20 t3.2 QueueEmpty
20 main.20 TimeoutError
20 main.21 finished 66
20 main.22 66
20 main.24 nil
21 c1.9 finished 83
23 main.27 TimeoutError
]==]
