-- Random program, seed 4580; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 2}, {"fifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      get_var("t1.1")
      notify("t1.2", 2, 3)
    end)
    return 8
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.7", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(join("t2.1", 1))
      end)
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_condition("t2.3", 2))
      end)
      local c1 = async(function()
        local t3 = async(function()
          shelter("t3.5", nil, function()
            put_nowait("t3.1", 2, 4)
            cancel("t3.2", 2)
            await(wait_some("t3.3", {1, 1}, 2, "FIRST_COMPLETED"))
            await(look("t3.4", 1))
          end)
          return 74
        end)
        spawn(3, t3, false)
        local t4 = async(function()
          await(nap(0))
          boom("t4.1")
          await(wait_some("t4.2", {3, 1, 1}, nil, "ALL_COMPLETED"))
          shelter("t4.4", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(join("t4.3", 1))
          end)
          set_event(1)
          clear_event(1)
          state_of("t4.5", 3)
          shelter("t4.7", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(join("t4.6", 3))
          end)
          return 53
        end)
        spawn(4, t4, false)
        put_nowait("c1.1", 1, 3)
        shelter("c1.3", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(get("c1.2", 1))
        end)
        return 59
      end)
      await(wait_limited("t2.5", c1, 0.5))
      notify("t2.6", 1, 2)
    end)
    shelter("t2.9", "Exception", function()
      await(nap(1))
      await(wait_shielded("t2.8", 3))
    end)
    return 79
  end)
  spawn(2, t2, false)
  shelter("main.4", "Exception", function()
    put_nowait("main.1", 1, 8)
    await(nap(0))
    local _ <close> = await(condition(2):acquire())
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_condition_for("main.2", 2, 3))
    end)
  end)
  shelter("main.5", "Exception", function()
    set_event(1)
    local t5 = async(function()
      local c2 = async(function()
        shelter("c2.1", nil, function()
          await(nap(1))
        end)
        shelter("c2.3", nil, function()
          soon(1, function()
            get_nowait("k1.1", 2)
          end)
          await(nap(0.5))
          local c3 = async(function()
            shelter("c3.4", nil, function()
              put_nowait("c3.1", 2, 9)
              await(nap(0.5))
              set_var(1)
              shelter("c3.3", "Exception", function()
                local _ <close> = timeout_scope(7, 1)
                await(join("c3.2", 3))
              end)
            end)
            notify("c3.5", 2, 3)
            boom("c3.6")
            task_done("c3.7", 2)
            return 86
          end)
          await(wait_limited("c2.2", c3, 0.5))
        end)
        return 9
      end)
      local c4 = async(function()
        shelter("c4.2", "Exception", function()
          task_done("c4.1", 2)
        end)
        return 2
      end)
      await(each_outcome("t5.1", {c2, c4}, 1))
      await(wait_some("t5.2", {4}, 0.5, "FIRST_EXCEPTION"))
      mark("t5.3")
      return 51
    end)
    spawn(5, t5, false)
  end)
  shelter("main.7", nil, function()
    await(look("main.6", 2))
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(8, 0.25)
      await(join("main.8", 4))
    end)
  end)
  shelter("main.13", nil, function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(9, 1)
      await(join("main.11", 3))
    end)
  end)
  shelter("main.15", nil, function()
    await(wait_some("main.14", {1, 4, 5}, 0.5, "FIRST_EXCEPTION"))
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1 0
1 t1.2 misuse
1 t2.1 8
1 t2.4 misuse
1 c1.1 nil
1 c1.2 3
1 t2.5 59
1 t2.6 misuse
2 t3.1 nil
2 t3.2 true
3 t4.1
4 t3.3 {t1} {}
4 t3.4 8
6 main.3 TimeoutError
6 main.6 CancelledError
6 main.9 Boom t4.1
6 main.11 74
8 c4.1 nil
8 main.14 {t1, t4} {t5}
10 t5.1 CancelledError
10 t5.1 2
10 c2.1 CancelledError
11 k1.1 4
12 t5.2 {t4} {}
12 t5.3
15 c3.1 nil
17 c3.4 CancelledError
17 c3.5 misuse
17 c3.6
17 c2.3 Boom c3.6
]==]
