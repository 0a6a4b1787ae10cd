-- Random program, seed 1134; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 1}, {"priority", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      local c1 = async(function()
        shelter("c1.5", nil, function()
          cancel("c1.1", 1)
          notify_all("c1.2", 2)
          notify("c1.3", 1, 3)
          state_of("c1.4", 1)
        end)
        return 40
      end)
      await(wait_shielded("t1.1", c1))
      notify_all("t1.2", 2)
    end)
    return 9
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(put("t2.1", 2, 2))
      end)
      local t3 = async(function()
        cancel("t3.1", 2)
        cancelling("t3.2")
        shelter("t3.8", "Exception", function()
          await(nap(0))
          shelter("t3.4", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(put("t3.3", 1, 1))
          end)
          local _ <close> = group_scope(1)
          notify("t3.5", 2, 3)
          state_of("t3.6", 0)
          await(get("t3.7", 2))
        end)
        return 74
      end)
      spawn(3, t3, false)
    end)
    return 8
  end)
  spawn(2, t2, true)
  local t4 = async(function()
    shelter("t4.6", "Exception", function()
      do
        local _ <close> = group_scope(2)
        get_var("t4.1")
        await(abort_barrier("t4.2", 1))
        await(nap(0.25))
      end
      await(nap(0))
      set_future("t4.3", 2, 5)
      shelter("t4.5", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(acquire_lock("t4.4", 1))
      end)
    end)
    return 9
  end)
  spawn(4, t4, true)
  local t5 = async(function()
    state_of("t5.1", 5)
    notify_all("t5.2", 2)
    return 16
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    await(look("main.1", 4))
  end)
  shelter("main.4", "Exception", function()
    cancel("main.3", 4)
  end)
  shelter("main.7", "Exception", function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(4, 0)
      await(acquire_lock("main.5", 1))
    end)
  end)
  shelter("main.9", nil, function()
    await(abort_barrier("main.8", 1))
  end)
end
--[==[ trace
0 t2.1
0 t4.1 0
0 t4.2 true
1 t3.1 false
1 t3.2 0
1 t5.1 pending
1 t5.2 misuse
2 c1.1 true
2 c1.2 misuse
2 c1.3 misuse
2 c1.4 pending
2 t3.3
2 t3.5 misuse
2 t3.6 pending
2 t3.7 2
6 t4.3 nil
6 t4.4
7 main.1 9
7 main.3 false
9 main.6 TimeoutError
9 main.8 true
]==]
