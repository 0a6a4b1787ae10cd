-- Random program, seed 5911; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(put("t1.1", 2, 3))
      end)
      local c1 = async(function()
        local c2 = async(function()
          shelter("c2.2", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(put("c2.1", 1, 1))
          end)
          await(nap(1))
          watch_future("c2.5", 3)
          put_nowait("c2.7", 2, 7)
          return 31
        end)
        await(wait_shielded("c1.1", c2))
        return 75
      end)
      await(wait_limited("t1.3", c1, 1))
      cancel("t1.4", 1)
      local _ <close> = group_scope(1)
      get_nowait("t1.5", 2)
    end)
    return 63
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      release_lock("t2.1", 1)
      set_future("t2.2", 3, 8)
    end)
    do
      local _ <close> = await(lock(1):acquire())
      do
        local _ <close> = group_scope(2)
        cancel("t2.4", 2)
        state_of("t2.5", 2)
        set_future("t2.6", 1, 8)
        set_var(6)
      end
      do
        local _ <close> = group_scope(3)
        cancel("t2.7", 1)
      end
    end
    for _ = 1, 3 do
      mark("t2.8")
    end
    await(join("t2.9", 1))
    await(wait_limited("t2.10", 1, 1))
    return 25
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    await(each_outcome("t3.1", {1, 1, 2}, 1))
    return 30
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.5", nil, function()
      local _ <close> = group_scope(4)
      uncancel("t4.1")
      shelter("t4.3", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(join("t4.2", 3))
      end)
      notify("t4.4", 1, 1)
    end)
    set_future("t4.6", 2, 9)
    return 63
  end)
  spawn(4, t4, true)
  shelter("main.2", "Exception", function()
    watch("main.1", 2)
  end)
  shelter("main.4", "Exception", function()
    await(look("main.3", 4))
  end)
  shelter("main.7", nil, function()
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(join("main.5", 4))
    end)
  end)
  shelter("main.8", nil, function()
    await(nap(2))
  end)
end
--[==[ trace
0 t4.1 0
1 t1.1
1 t2.1 misuse false
1 t2.2 nil
1 t2.4 true
1 t2.5 pending
1 t2.6 nil
1 t2.7 true
1 t2.8
1 t2.8
1 t2.8
2 c2.1
2 t3.1 CancelledError
4 main.1 cancelled
4 t3.1 CancelledError
5 t4.2 30
5 t4.4 misuse
5 t4.6 nil
6 main.3 63
6 main.5 63
8 c2.7 nil
9 c2.5 finished 8
]==]
