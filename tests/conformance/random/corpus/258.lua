-- Random program, seed 308; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"priority", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      local t3 = async(function()
        shelter("t3.3", nil, function()
          state_of("t3.1", 1)
          shutdown_queue("t3.2", 1, false)
        end)
        return 16
      end)
      spawn(3, t3, false)
      await(wait_some("t2.1", {3, 3, 3}, 1, "ALL_COMPLETED"))
      shelter("t2.2", "Exception", function()
        set_event(1)
        await(nap(2))
      end)
      return 65
    end)
    spawn(2, t2, false)
    return 58
  end)
  spawn(1, t1, false)
  do
    local _ <close> = timeout_scope(1, -1)
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(wait_condition("main.1", 1))
    end)
    notify_all("main.3", 2)
  end
  await(nap(0))
  await(join("main.4", 1))
  shelter("main.5", "Exception", function()
    await(nap(1.5))
    await(nap(1.5))
  end)
  shelter("main.8", "Exception", function()
    local t4 = async(function()
      shelter("t4.2", "Exception", function()
        local c1 = async(function()
          shelter("c1.3", "Exception", function()
            cancel("c1.1", 4)
            cancel("c1.2", 2)
          end)
          return 80
        end)
        await(each_outcome("t4.1", {1, 2, c1}, -1))
        set_event(1)
      end)
      shelter("t4.4", "Exception", function()
        cancel("t4.3", 1)
      end)
      return 17
    end)
    spawn(4, t4, false)
    get_var("main.6")
    boom("main.7")
  end)
  shelter("main.10", nil, function()
    await(look("main.9", 3))
  end)
  shelter("main.13", "Exception", function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_future("main.11", 1))
    end)
  end)
end
--[==[ trace
0 main.2 misuse
0 main.3 misuse
1 main.4 58
3 t3.1 finished 58
3 t3.2
5 t2.1 {t3} {}
11 main.6 0
11 main.7
11 main.8 Boom main.7
11 main.9 16
13 c1.1 true
13 c1.2 false
14 t4.1 CancelledError
14 t4.1 58
14 t4.1 65
14 t4.3 false
16 main.12 TimeoutError
]==]
