-- Random program, seed 5664; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.5", "Exception", function()
      local _ <close> = group_scope(1)
      notify("t1.1", 1, 3)
      do
        local _ <close> = group_scope(2)
        cancel_future("t1.2", 2)
      end
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(join_queue("t1.3", 2))
      end)
    end)
    return 6
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local c1 = async(function()
        shelter("c1.4", "Exception", function()
          do
            local _ <close> = await(condition(1):acquire())
            notify_all("c1.1", 1)
          end
          notify("c1.2", 2, 1)
          do
            local _ <close> = await(condition(2):acquire())
            notify("c1.3", 2, 2)
          end
          local t3 = async(function()
            shelter("t3.2", nil, function()
              set_future("t3.1", 1, 3)
            end)
            return 75
          end)
          spawn(3, t3, false)
        end)
        return 40
      end)
      await(wait_shielded("t2.1", c1))
    end)
    return 57
  end)
  spawn(2, t2, false)
  shelter("main.9", "Exception", function()
    task_done("main.1", 1)
    for _ = 1, 2 do
      do
        local ok, err = try(function()
          fail_future("main.2", 1)
          local t4 = async(function()
            shelter("t4.6", "Exception", function()
              cancel("t4.1", 3)
              shelter("t4.3", "Exception", function()
                local _ <close> = timeout_scope(2, 0.5)
                await(join_queue("t4.2", 1))
              end)
              get_var("t4.4")
              cancel("t4.5", 1)
            end)
            shelter("t4.8", "Exception", function()
              local _ <close> = timeout_scope(3, 0)
              await(wait_future("t4.7", 2))
            end)
            return 51
          end)
          spawn(4, t4, false)
          fail_future("main.3", 1)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("main.4", err)
          shelter("main.6", "Exception", function()
            local _ <close> = timeout_scope(4, 0.25)
            await(acquire_lock("main.5", 1))
          end)
        end
      end
      shelter("main.8", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(wait_barrier("main.7", 1))
      end)
    end
  end)
  shelter("main.11", nil, function()
    local c2 = async(function()
      shelter("c2.1", nil, function()
        local b1 = async(function()
          shelter("b1.5", "Exception", function()
            do
              local _ <close> = timeout_scope(6, 1)
              notify("b1.1", 1, 3)
              state_of("b1.2", 1)
              fail_future("b1.3", 1)
            end
            expired("b1.4", 6)
          end)
          return 25
        end)
        await(b1())
        local t5 = async(function()
          shelter("t5.4", "Exception", function()
            watch("t5.1", 2)
            state_of("t5.2", 1)
            get_nowait("t5.3", 1)
            bump()
          end)
          shelter("t5.7", "Exception", function()
            shelter("t5.6", "Exception", function()
              local _ <close> = timeout_scope(7, 0.5)
              await(join_queue("t5.5", 2))
            end)
          end)
          return 53
        end)
        spawn(5, t5, false)
        bump()
      end)
      return 54
    end)
    await(wait_shielded("main.10", c2))
    await(nap(1))
  end)
  shelter("main.13", nil, function()
    notify_all("main.12", 2)
  end)
  shelter("main.15", "Exception", function()
    local _ <close> = timeout_scope(8, 1)
    await(wait_future("main.14", 1))
  end)
end
--[==[ trace
0 main.1 misuse
0 main.2 nil
0 main.3 InvalidStateError
1 t1.1 misuse
1 t1.2 true
1 t1.3
1 t4.2
1 t4.4 0
1 t4.5 false
2 c1.1 nil
2 c1.2 misuse
2 c1.3 nil
3 t3.1 InvalidStateError
4 t2.1 40
6 main.8 TimeoutError
6 main.2 InvalidStateError
6 main.3 InvalidStateError
7 t4.1 false
7 t4.2
7 t4.4 0
7 t4.5 false
10 main.8 TimeoutError
11 b1.1 misuse
11 b1.2 finished 6
11 b1.3 InvalidStateError
11 b1.4 false
12 t5.2 finished 6
12 t5.3 QueueEmpty
12 t5.5
13 t5.1 finished 57
13 main.10 54
15 main.12 misuse
15 main.15 Boom main.2
]==]
