-- Random program, seed 2460; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"bounded", 0}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 2}, {"priority", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(wait_barrier("t1.1", 1))
    end)
    do
      local _ <close> = group_scope(1)
      local t2 = async(function()
        shelter("t2.7", nil, function()
          await(abort_barrier("t2.1", 1))
          await(nap(0))
          shelter("t2.4", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(get("t2.3", 2))
          end)
          shelter("t2.6", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(put("t2.5", 2, 3))
          end)
        end)
        set_var(7)
        group_cancel("t2.9", 1)
        return 9
      end)
      spawn(2, t2, false)
      cancel_future("t1.3", 1)
      local t3 = async(function()
        release_lock("t3.1", 1)
        shelter("t3.3", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(wait_barrier("t3.2", 1))
        end)
        task_done("t3.4", 1)
        clear_event(1)
        return 27
      end)
      spawn(3, t3, false)
      notify("t1.4", 1, 3)
    end
    cancel("t1.6", 1)
    clear_event(1)
    return 18
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    local _ <close> = await(condition(1):acquire())
    notify("main.1", 1, 2)
  end)
  shelter("main.7", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(wait_barrier("main.3", 1))
    end)
    cancel("main.5", 1)
    local c1 = async(function()
      shelter("c1.7", nil, function()
        await(look("c1.1", 1))
        local c2 = async(function()
          shelter("c2.3", "Exception", function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(wait_condition("c2.1", 1))
            end)
          end)
          shelter("c2.4", nil, function()
            clear_event(1)
          end)
          return 44
        end)
        local c3 = async(function()
          shelter("c3.3", "Exception", function()
            shelter("c3.2", "Exception", function()
              local _ <close> = timeout_scope(7, 1)
              await(wait_barrier("c3.1", 1))
            end)
          end)
          release_lock("c3.4", 1)
          return 30
        end)
        start_gather(1, {c2, c3, 1}, false)
        cancel_future("c1.2", 3)
        await(wait_gather("c1.3", 1))
        shelter("c1.5", "Exception", function()
          local _ <close> = timeout_scope(8, 1)
          await(join("c1.4", 1))
        end)
        put_nowait("c1.6", 2, 6)
      end)
      return 55
    end)
    await(gather_all("main.6", {c1, 1, 2}, true))
  end)
  shelter("main.9", "Exception", function()
    cancel("main.8", 3)
  end)
  shelter("main.11", "Exception", function()
    boom("main.10")
  end)
  shelter("main.13", "Exception", function()
    await(wait_future("main.12", 2))
  end)
end
--[==[ trace
0 main.1 nil
1 t1.1 1
1 t1.3 true
1 t1.4 misuse
1 t1.6 true
2 main.3 0
2 main.5 false
2 t2.1 true
2 t3.1 misuse false
2 t3.3 BrokenBarrierError
2 t3.4 misuse
3 c1.1 CancelledError
3 c1.2 true
3 c1.7 CancelledError
4 c2.2 misuse
4 c3.2 BrokenBarrierError
4 c3.4 misuse false
7 t2.4 TimeoutError
7 t2.5
7 t2.9
9 main.6 [55, CancelledError, 9]
9 main.8 false
9 main.10
9 main.11 Boom main.10
- raised TimeoutError
]==]
