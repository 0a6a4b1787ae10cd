-- Random program, seed 3099; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 3}, {"fifo", 0}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    cancel("t1.1", 1)
    release_semaphore("t1.2", 1)
    return 41
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      cancel("t2.1", 2)
      await(nap(1))
    end)
    shelter("t2.5", "Exception", function()
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(acquire_lock("t2.3", 1))
      end)
    end)
    return 36
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    local t4 = async(function()
      shelter("t4.7", nil, function()
        do
          local _ <close> = group_scope(1)
          boom("t4.1")
        end
        cancel("t4.2", 1)
        local _ <close> = group_scope(2)
        group_cancel("t4.3", 2)
        cancel_future("t4.4", 2)
        cancel("t4.5", 1)
        cancel("t4.6", 4)
      end)
      shelter("t4.9", nil, function()
        local c1 = async(function()
          shelter("c1.3", "Exception", function()
            set_event(2)
            boom("c1.1")
            boom("c1.2")
          end)
          cancel("c1.4", 4)
          put_nowait("c1.5", 1, 9)
          clear_event(2)
          return 84
        end)
        local c2 = async(function()
          shelter("c2.2", nil, function()
            cancel_future("c2.1", 2)
          end)
          return 28
        end)
        await(gather_all("t4.8", {c1, 1, c2}, true))
      end)
      return 43
    end)
    spawn(4, t4, false)
    mark("t3.1")
    shelter("t3.9", nil, function()
      mark("t3.2")
      do
        local _ <close> = group_scope(3)
        do
          local _ <close> = group_scope(4)
          notify_all("t3.3", 2)
          mark("t3.4")
          set_event(2)
          task_done("t3.5", 2)
        end
        cancel("t3.6", 3)
        local g1 = coroutine.wrap(function()
          notify_all("g1.1", 2)
          notify("g1.2", 1, 2)
          coroutine.yield(1)
          fail_future("g1.3", 1)
          coroutine.yield(2)
          cancel("g1.4", 3)
          coroutine.yield(3)
        end)
        for value in g1 do log("t3.7", value) end
        await(wait_some("t3.8", {2, 4, 4}, 1, "FIRST_COMPLETED"))
      end
      local t5 = async(function()
        shelter("t5.6", "Exception", function()
          shelter("t5.2", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(acquire_lock("t5.1", 1))
          end)
          cancel("t5.3", 4)
          notify("t5.4", 1, 2)
          notify_all("t5.5", 1)
        end)
        shelter("t5.8", "Exception", function()
          await(look("t5.7", 2))
        end)
        return 53
      end)
      spawn(5, t5, false)
    end)
    return 43
  end)
  spawn(3, t3, true)
  shelter("main.1", "Exception", function()
    await(nap(2))
  end)
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_barrier("main.2", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    set_event(2)
  end)
  await(nap(0.5))
end
--[==[ trace
0 t3.1
0 t3.2
0 t3.3 misuse
0 t3.4
0 t3.5 misuse
0 g1.1 misuse
0 g1.2 misuse
0 t3.7 1
0 g1.3 nil
0 t3.7 2
0 t3.7 3
1 t1.1 true
1 t1.2 misuse false
1 t2.1 true
1 t4.1
1 t4.7 Group[Boom t4.1]
2 t2.2 CancelledError
2 t2.3
2 c1.1
2 c1.3 Boom c1.1
2 c1.4 true
2 c1.5 nil
4 t3.8 {t2} {t4}
4 t4.9 CancelledError
7 t5.2 TimeoutError
7 t5.3 false
7 t5.4 misuse
7 t5.5 misuse
7 t5.7 36
11 main.3 TimeoutError
]==]
