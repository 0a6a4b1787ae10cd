-- Random program, seed 3876; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 3}, {"lifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(put("t1.1", 2, 7))
    end)
    shelter("t1.8", nil, function()
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(wait_future("t1.3", 2))
      end)
      release_semaphore("t1.5", 1)
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(3, 0.5)
        await(wait_event("t1.6", 1))
      end)
    end)
    return 7
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      release_semaphore("t2.1", 2)
      task_done("t2.2", 1)
      release_semaphore("t2.3", 1)
      await(nap(1))
    end)
    shelter("t2.6", "Exception", function()
      release_semaphore("t2.5", 2)
    end)
    return 27
  end)
  spawn(2, t2, false)
  shelter("main.6", "Exception", function()
    local c1 = async(function()
      shelter("c1.3", nil, function()
        local c2 = async(function()
          for _ = 1, 2 do
            await(wait_some("c2.1", {2, 1}, -1, "FIRST_COMPLETED"))
            get_var("c2.2")
          end
          do
            local _ <close> = group_scope(1)
            reschedule("c2.3", 2, 0.5)
            get_var("c2.4")
            set_var(1)
            put_nowait("c2.5", 1, 1)
          end
          release_semaphore("c2.6", 2)
          await(nap(1))
          return 63
        end)
        await(wait_shielded("c1.1", c2))
        mark("c1.2")
      end)
      shelter("c1.6", nil, function()
        shelter("c1.5", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(put("c1.4", 2, 1))
        end)
      end)
      return 76
    end)
    await(gather_all("main.1", {1, c1}, true))
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(5, 0)
      await(get("main.2", 2))
    end)
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_future("main.4", 1))
    end)
  end)
  shelter("main.8", "Exception", function()
    uncancel("main.7")
  end)
  shelter("main.10", "Exception", function()
    group_cancel("main.9", 1)
  end)
  shelter("main.13", nil, function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(put("main.11", 2, 8))
    end)
  end)
  shelter("main.15", nil, function()
    set_future("main.14", 1, 5)
  end)
  shelter("main.17", "Exception", function()
    await(look("main.16", 1))
  end)
end
--[==[ trace
1 t1.1
1 t2.1 nil false
1 t2.2 misuse
1 t2.3 misuse true
4 c2.1 {} {t1, t2}
4 c2.2 0
6 c2.1 {} {t1, t2}
6 c2.2 0
6 c2.3 nil
6 c2.4 0
6 c2.5 nil
6 c2.6 nil false
8 t1.4 TimeoutError
8 t1.5 misuse true
10 t2.5 nil false
10 t1.7 TimeoutError
12 c1.1 63
12 c1.2
14 c1.5 TimeoutError
16 main.1 [7, 76]
16 main.2 7
19 main.5 TimeoutError
19 main.7 0
19 main.9
19 main.11
19 main.14 InvalidStateError
19 main.16 7
]==]
