-- Random program, seed 4940; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    mark("t1.1")
    shelter("t1.3", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(wait_barrier("t1.2", 1))
    end)
    local c1 = async(function()
      set_event(1)
      return 82
    end)
    local c2 = async(function()
      shelter("c2.3", nil, function()
        local c3 = async(function()
          shelter("c3.7", "Exception", function()
            watch("c3.2", 1)
            shelter("c3.4", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(wait_barrier("c3.3", 1))
            end)
            set_var(3)
            shelter("c3.6", "Exception", function()
              local _ <close> = timeout_scope(3, 0.5)
              await(wait_future("c3.5", 1))
            end)
          end)
          shelter("c3.11", nil, function()
            shelter("c3.10", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(wait_event("c3.9", 1))
            end)
            bump()
            await(nap(1))
          end)
          return 90
        end)
        await(wait_shielded("c2.1", c3))
        local _ <close> = await(condition(1):acquire())
        notify_all("c2.2", 1)
      end)
      local t2 = async(function()
        shelter("t2.5", nil, function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(wait_event("t2.1", 1))
          end)
          reschedule("t2.3", 3, 0.25)
          set_future("t2.4", 3, 3)
        end)
        watch("t2.6", 1)
        return 30
      end)
      spawn(2, t2, false)
      return 5
    end)
    local c4 = async(function()
      shelter("c4.2", nil, function()
        set_future("c4.1", 3, 4)
        local b1 = async(function()
          bump()
          set_future("b1.2", 1, 1)
          watch("b1.3", 2)
          await(nap(0))
          shelter("b1.5", "Exception", function()
            local _ <close> = timeout_scope(6, 1)
            await(wait_barrier("b1.4", 1))
          end)
          boom("b1.6")
          cancel("b1.7", 1)
          return 84
        end)
        await(b1())
        set_var(8)
      end)
      do
        local _ <close> = group_scope(1)
        task_done("c4.3", 1)
        get_nowait("c4.4", 2)
        cancelling("c4.5")
      end
      return 2
    end)
    await(each_outcome("t1.4", {c1, c2, c4}, 0.5))
    await(wait_shielded("t1.5", 2))
    shelter("t1.7", "Exception", function()
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("t1.6", 1)
      end
      bump()
      local t3 = async(function()
        shelter("t3.4", nil, function()
          await(nap(0))
          set_future("t3.1", 4, 1)
          await(nap(0))
          shelter("t3.3", "Exception", function()
            local _ <close> = timeout_scope(7, 0.25)
            await(wait_event("t3.2", 1))
          end)
        end)
        await(nap(0))
        return 12
      end)
      spawn(3, t3, false)
    end)
    return 4
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    get_nowait("t4.1", 2)
    shelter("t4.4", "Exception", function()
      shelter("t4.3", "Exception", function()
        local _ <close> = timeout_scope(8, 0.5)
        await(wait_event("t4.2", 1))
      end)
    end)
    return 62
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    set_future("t5.1", 3, 2)
    shelter("t5.2", "Exception", function()
      set_event(1)
    end)
    return 51
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    shelter("t6.2", "Exception", function()
      reschedule("t6.1", 2, 1)
    end)
    set_event(1)
    return 4
  end)
  spawn(6, t6, false)
  shelter("main.2", nil, function()
    await(get("main.1", 2))
  end)
  shelter("main.4", nil, function()
    await(wait_future("main.3", 3))
  end)
  shelter("main.6", nil, function()
    cancel("main.5", 5)
  end)
  shelter("main.8", nil, function()
    notify("main.7", 1, 1)
  end)
end
--[==[ trace
1 t1.1
1 t4.1 QueueEmpty
1 t5.1 nil
2 t4.2 true true
4 t1.3 TimeoutError
5 c4.1 InvalidStateError
5 b1.2 nil
6 b1.4 1
6 b1.6
6 c4.2 Boom b1.6
6 c4.3 misuse
6 c4.4 QueueEmpty
6 c4.5 0
7 t1.4 82
7 c3.3 0
7 c3.5 1
7 c3.9 true true
8 t1.4 2
10 t1.4 TimeoutError
13 t1.5 0
13 t1.6 nil
14 c3.2 finished 4
15 t3.1 nil
16 t3.2 true true
21 c2.1 90
21 c2.2 nil
22 t2.1 true true
22 t2.3 misuse
22 t2.4 InvalidStateError
23 t2.6 finished 4
25 main.2 CancelledError
25 main.3 2
25 main.5 false
25 main.7 misuse
]==]
