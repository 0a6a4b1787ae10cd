-- Random program, seed 4174; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 1}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t1.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_condition("t1.1", 1))
        end)
      end
      local c1 = async(function()
        shelter("c1.2", "Exception", function()
          for _ = 1, 2 do
            bump()
            fail_future("c1.1", 2)
          end
        end)
        return 82
      end)
      local c2 = async(function()
        shelter("c2.4", "Exception", function()
          local c3 = async(function()
            shelter("c3.7", "Exception", function()
              shelter("c3.2", "Exception", function()
                local _ <close> = timeout_scope(2, 0)
                await(wait_future("c3.1", 2))
              end)
              shelter("c3.4", "Exception", function()
                local _ <close> = timeout_scope(3, 0.5)
                await(get("c3.3", 2))
              end)
              cancel("c3.5", 1)
              cancel("c3.6", 1)
            end)
            shelter("c3.9", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(wait_event("c3.8", 1))
            end)
            release_lock("c3.10", 2)
            cancel_future("c3.11", 1)
            return 54
          end)
          await(wait_shielded("c2.1", c3))
          cancel("c2.2", 1)
          local c4 = async(function()
            shelter("c4.4", nil, function()
              boom("c4.1")
              shutdown_queue("c4.3", 2, false)
            end)
            return 88
          end)
          await(wait_shielded("c2.3", c4))
        end)
        return 87
      end)
      local c5 = async(function()
        shelter("c5.2", "Exception", function()
          do
            local _ <close> = group_scope(1)
            cancel("c5.1", 1)
            await(nap(0))
          end
          set_var(1)
        end)
        await(nap(0.5))
        return 56
      end)
      await(each_outcome("t1.3", {c1, c2, c5}, 0.5))
      notify("t1.4", 1, 1)
      await(abort_barrier("t1.5", 1))
    end)
    shelter("t1.8", "Exception", function()
      state_of("t1.7", 1)
    end)
    return 87
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    mark("t2.1")
    return 79
  end)
  spawn(2, t2, false)
  shelter("main.2", nil, function()
    get_var("main.1")
  end)
  shelter("main.4", "Exception", function()
    boom("main.3")
  end)
  shelter("main.6", "Exception", function()
    notify("main.5", 1, 3)
  end)
  shelter("main.9", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(join("main.7", 2))
    end)
  end)
  shelter("main.10", nil, function()
    await(nap(1.5))
  end)
  put_nowait("main.11", 2, 8)
end
--[==[ trace
0 main.1 0
0 main.3
0 main.4 Boom main.3
0 main.5 misuse
1 t2.1
2 main.7 79
4 t1.2 TimeoutError
5 c1.1 nil
5 c1.1 InvalidStateError
5 c5.1 true
6 c3.2 Boom c1.1
6 t1.3 CancelledError
6 t1.3 82
9 t1.3 TimeoutError
9 t1.4 misuse
9 t1.5 true
9 t1.7 pending
9 c3.4 TimeoutError
9 c3.5 false
9 c3.6 false
11 main.11 nil
11 c3.9 TimeoutError
11 c3.10 misuse false
11 c3.11 true
]==]
