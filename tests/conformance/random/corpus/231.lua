-- Random program, seed 4212; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(put("t1.1", 1, 9))
      end)
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(wait_future("t1.3", 4))
      end)
      release_semaphore("t1.5", 2)
    end)
    return 67
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    local b1 = async(function()
      shelter("b1.3", "Exception", function()
        local c1 = async(function()
          shelter("c1.7", "Exception", function()
            do
              local _ <close> = await(condition(1):acquire())
              shelter("c1.2", "Exception", function()
                local _ <close> = timeout_scope(3, 1)
                await(wait_condition("c1.1", 1))
              end)
            end
            set_event(2)
            local c2 = async(function()
              cancel("c2.1", 1)
              shelter("c2.3", "Exception", function()
                local _ <close> = timeout_scope(4, 0)
                await(wait_future("c2.2", 1))
              end)
              await(wait_some("c2.4", {1, 1, 1}, -1, "FIRST_COMPLETED"))
              put_nowait("c2.5", 1, 8)
              return 90
            end)
            await(each_completed("c1.3", {c2}, 0.5))
            local _ <close> = await(semaphore(1):acquire())
            await(wait_some("c1.4", {1, 1, 1}, 0.25, "FIRST_COMPLETED"))
            shelter("c1.6", "Exception", function()
              local _ <close> = timeout_scope(5, 0.5)
              await(wait_future("c1.5", 2))
            end)
            set_event(1)
          end)
          return 30
        end)
        local c3 = async(function()
          shelter("c3.5", nil, function()
            await(nap(1))
            await(wait_future("c3.1", 2))
            state_of("c3.2", 1)
            for _ = 1, 3 do
              release_semaphore("c3.3", 2)
              cancel("c3.4", 1)
            end
          end)
          return 7
        end)
        await(each_outcome("b1.1", {1, c1, c3}, nil))
        cancel("b1.2", 1)
        set_event(2)
      end)
      return 80
    end)
    await(b1())
  end)
  shelter("main.8", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(join_queue("main.2", 1))
    end)
    await(wait_some("main.4", {1}, nil, "FIRST_COMPLETED"))
    local _ <close> = defer(function()
      mark("main.6")
      await(reset_barrier("main.7", 1))
    end)
    set_event(2)
    release_lock("main.5", 2)
  end)
  shelter("main.11", nil, function()
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_barrier("main.9", 1))
    end)
  end)
end
--[==[ trace
1 t1.1
3 t1.4 TimeoutError
3 t1.5 misuse false
5 b1.1 67
7 c1.2 TimeoutError
8 c2.1 false
10 c2.3 TimeoutError
12 c2.4 {t1} {}
12 c2.5 nil
14 c1.3 90
16 c1.4 {t1} {}
18 c3.5 CancelledError
18 c1.6 TimeoutError
20 b1.1 7
20 b1.1 30
20 b1.2 false
22 main.3 TimeoutError
24 main.4 {t1} {}
24 main.5 misuse false
24 main.6
24 main.7 0
26 main.10 TimeoutError
]==]
