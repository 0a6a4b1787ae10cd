-- Random program, seed 3246; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 0}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 2}, {"fifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(0))
    local c1 = async(function()
      shelter("c1.3", nil, function()
        local c2 = async(function()
          shelter("c2.4", "Exception", function()
            boom("c2.1")
            shelter("c2.3", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(wait_event("c2.2", 1))
            end)
          end)
          release_semaphore("c2.5", 2)
          await(nap(0.5))
          return 34
        end)
        await(wait_shielded("c1.1", c2))
        set_event(1)
        queue_size("c1.2", 2)
      end)
      do
        local _ <close> = await(lock(1):acquire())
        cancel("c1.4", 1)
        shelter("c1.6", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(put("c1.5", 2, 8))
        end)
      end
      shelter("c1.8", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(put("c1.7", 2, 3))
      end)
      return 83
    end)
    local c3 = async(function()
      shelter("c3.5", nil, function()
        release_semaphore("c3.1", 1)
        release_semaphore("c3.2", 2)
        await(nap(1))
        local c4 = async(function()
          shelter("c4.4", nil, function()
            state_of("c4.1", 1)
            set_future("c4.2", 4, 6)
            await(nap(1))
            boom("c4.3")
          end)
          state_of("c4.5", 1)
          shelter("c4.7", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(put("c4.6", 2, 1))
          end)
          boom("c4.8")
          boom("c4.9")
          return 45
        end)
        await(gather_all("c3.4", {c4}, true))
      end)
      release_semaphore("c3.6", 1)
      return 8
    end)
    local c5 = async(function()
      shelter("c5.1", nil, function()
        local t2 = async(function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(wait_future("t2.1", 3))
          end)
          return 78
        end)
        spawn(2, t2, false)
      end)
      shelter("c5.6", nil, function()
        cancel("c5.2", 1)
        watch("c5.3", 2)
        await(abort_barrier("c5.4", 1))
        await(wait_some("c5.5", {2, 2, 2}, nil, "FIRST_COMPLETED"))
      end)
      return 68
    end)
    await(each_outcome("t1.1", {c1, c3, c5}, 1))
    get_var("t1.2")
    return 7
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    await(wait_some("main.1", {1}, 0.5, "ALL_COMPLETED"))
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_future("main.3", 1))
    end)
  end)
  shelter("main.7", "Exception", function()
    state_of("main.6", 2)
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_condition("main.8", 1))
    end)
  end)
  shelter("main.12", nil, function()
    cancel_future("main.11", 3)
  end)
end
--[==[ trace
3 c3.1 nil false
3 c3.2 misuse true
3 c5.2 true
3 c5.4 true
4 c2.1
4 c2.4 Boom c2.1
4 c2.5 misuse true
4 t1.1 CancelledError
6 main.1 {} {t1}
6 t2.2 TimeoutError
7 c5.3 finished 78
8 c1.1 34
8 c1.2 0 true false
8 c1.4 true
8 c1.5
8 c1.7
8 c5.5 {t2} {}
9 t1.1 CancelledError
10 t1.1 83
10 t1.2 0
13 c4.1 finished 7
13 c4.2 nil
15 main.4 TimeoutError
15 main.6 finished 78
15 main.9 misuse
15 main.11 false
17 c4.4 CancelledError
17 c4.5 finished 7
19 c4.7 TimeoutError
19 c4.8
21 c3.5 CancelledError
21 c3.6 nil false
- failed during shutdown: Boom c4.8
]==]
