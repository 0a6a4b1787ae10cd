-- Random program, seed 5496; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      await(abort_barrier("t1.1", 1))
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(join_queue("t1.2", 1))
      end)
    end)
    return 9
  end)
  spawn(1, t1, true)
  shelter("main.1", nil, function()
    bump()
  end)
  shelter("main.7", nil, function()
    cancel("main.2", 1)
    do
      local _ <close> = await(condition(1):acquire())
      notify_all("main.3", 1)
    end
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(get("main.4", 2))
    end)
    uncancel("main.6")
  end)
  shelter("main.10", "Exception", function()
    local c1 = async(function()
      shelter("c1.2", nil, function()
        uncancel("c1.1")
      end)
      return 74
    end)
    start_gather(1, {1, c1}, false)
    local c2 = async(function()
      await(acquire_lock("c2.1", 1))
      shelter("c2.4", nil, function()
        task_done("c2.2", 2)
        local c3 = async(function()
          shelter("c3.5", "Exception", function()
            shelter("c3.2", "Exception", function()
              local _ <close> = timeout_scope(3, 0.25)
              await(join_queue("c3.1", 1))
            end)
            put_nowait("c3.3", 1, 4)
            mark("c3.4")
          end)
          return 50
        end)
        await(wait_shielded("c2.3", c3))
      end)
      return 54
    end)
    await(each_outcome("main.8", {c2}, 0.5))
    await(wait_gather("main.9", 1))
  end)
  shelter("main.13", "Exception", function()
    release_semaphore("main.11", 1)
    local _ <close> = group_scope(1)
    local t2 = async(function()
      shelter("t2.4", nil, function()
        cancel("t2.1", 1)
        set_future("t2.2", 2, 6)
        await(nap(0))
        local t3 = async(function()
          shelter("t3.4", "Exception", function()
            mark("t3.1")
            cancel("t3.2", 2)
            release_semaphore("t3.3", 1)
          end)
          return 61
        end)
        group_spawn("t2.3", 1, 3, t3, false)
      end)
      shelter("t2.9", nil, function()
        local t4 = async(function()
          shelter("t4.3", "Exception", function()
            set_event(1)
            cancel("t4.1", 3)
            notify("t4.2", 1, 3)
          end)
          shelter("t4.5", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(put("t4.4", 1, 6))
          end)
          return 1
        end)
        spawn(4, t4, false)
        shelter("t2.6", "Exception", function()
          local _ <close> = timeout_scope(5, 0)
          await(acquire_semaphore("t2.5", 1))
        end)
        cancelling("t2.7")
        notify("t2.8", 1, 2)
      end)
      return 65
    end)
    spawn(2, t2, false)
    uncancel("main.12")
  end)
  shelter("main.14", nil, function()
    await(nap(2))
  end)
  shelter("main.18", "Exception", function()
    shelter("main.17", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(join_queue("main.16", 2))
    end)
  end)
end
--[==[ trace
0 t1.1 true
0 t1.2
0 main.2 false
0 main.3 nil
2 main.5 TimeoutError
2 main.6 0
3 c1.1 0
3 c2.1
3 c2.2 misuse
4 c3.1
4 c3.3 nil
4 c3.4
6 c2.3 50
8 main.8 54
8 main.9 [9, 74]
8 main.11 nil false
8 main.12 0
9 t2.1 false
9 t2.2 nil
10 t2.3 misuse
10 t2.5
10 t2.7 0
10 t2.8 misuse
11 t4.2 misuse
11 t4.4
13 main.16
]==]
