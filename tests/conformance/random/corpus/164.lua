-- Random program, seed 4658; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      state_of("t1.1", 1)
      do
        local _ <close> = group_scope(1)
        set_event(1)
        await(nap(0))
        await(nap(0))
        local c1 = async(function()
          shelter("c1.4", nil, function()
            mark("c1.1")
            get_var("c1.2")
            await(nap(0.5))
            cancel("c1.3", 1)
          end)
          shelter("c1.6", nil, function()
            cancel_future("c1.5", 1)
          end)
          return 16
        end)
        await(wait_shielded("t1.2", c1))
      end
      shutdown_queue("t1.3", 2, false)
    end)
    return 46
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    get_nowait("t2.1", 2)
    await(nap(0))
    shelter("t2.3", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(join("t2.2", 1))
    end)
    notify_all("t2.4", 1)
    do
      local _ <close> = group_scope(2)
      task_done("t2.5", 1)
    end
    return 49
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      set_event(1)
      later(1, 1, function()
        release_semaphore("k1.2", 1)
        notify_all("k1.3", 1)
        group_cancel("k1.4", 2)
      end)
      await(nap(0.5))
      cancel("t3.1", 3)
    end)
    local t4 = async(function()
      shelter("t4.7", nil, function()
        notify_all("t4.1", 2)
        watch_future("t4.2", 1)
        local _ <close> = defer(function()
          mark("t4.4")
          shelter("t4.6", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join("t4.5", 2))
          end)
          await(nap(0.5))
        end)
        await(nap(0.25))
        await(nap(0))
        shutdown_queue("t4.3", 1, true)
      end)
      shelter("t4.11", nil, function()
        local _ <close> = defer(function()
          mark("t4.8")
          shelter("t4.10", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(join("t4.9", 1))
          end)
        end)
        await(nap(0))
      end)
      return 78
    end)
    spawn(4, t4, false)
    await(each_outcome("t3.3", {2, 2, 1}, 0))
    do
      local _ <close> = defer(function()
        mark("t3.8")
        shelter("t3.10", "Exception", function()
          local _ <close> = timeout_scope(5, 0.5)
          await(wait_barrier("t3.9", 1))
        end)
      end)
      shelter("t3.5", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(wait_barrier("t3.4", 1))
      end)
      uncancel("t3.6")
      await(look("t3.7", 4))
    end
    return 50
  end)
  spawn(3, t3, false)
  shelter("main.1", nil, function()
    await(nap(1.5))
  end)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(6, 0.5)
      await(put("main.2", 1, 8))
    end)
  end)
  shelter("main.6", "Exception", function()
    local _ <close> = timeout_scope(7, 0.25)
    await(get("main.5", 1))
  end)
  shelter("main.7", nil, function()
    set_var(7)
  end)
  cancel("main.8", 4)
end
--[==[ trace
1 t1.1 pending
1 t2.1 QueueEmpty
4 c1.1
4 c1.2 0
6 t1.4 CancelledError
7 t2.2 46
7 t2.4 misuse
7 t2.5 misuse
9 t3.1 true
9 c1.3 false
9 c1.5 true
10 t4.1 misuse
10 t3.3 CancelledError
10 t3.3 49
11 t4.2 cancelled
14 t4.3
14 t4.4
14 t4.5 49
15 k1.2 nil false
15 k1.3 misuse
15 k1.4
18 t4.8
18 t4.9 46
20 main.3 QueueShutDown
20 main.6 QueueShutDown
20 main.8 false
20 t3.5 TimeoutError
20 t3.6 0
20 t3.7 78
20 t3.8
]==]
