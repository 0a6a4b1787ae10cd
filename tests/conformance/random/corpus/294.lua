-- Random program, seed 1749; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 3}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      local c1 = async(function()
        shelter("c1.3", nil, function()
          for _ = 1, 3 do
            cancel_future("c1.1", 3)
            set_future("c1.2", 2, 3)
          end
        end)
        shelter("c1.6", "Exception", function()
          shutdown_queue("c1.4", 2, true)
          cancel("c1.5", 1)
          local b1 = async(function()
            await(nap(1))
            shelter("b1.3", nil, function()
              shelter("b1.2", "Exception", function()
                local _ <close> = timeout_scope(1, 0.5)
                await(join_queue("b1.1", 2))
              end)
              await(nap(0))
            end)
            return 65
          end)
          await(b1())
        end)
        return 55
      end)
      await(each_outcome("t1.1", {c1}, 1))
      await(nap(0))
      await(acquire_semaphore("t1.2", 1))
      await(nap(1.5))
    end)
    bump()
    await(nap(1))
    release_semaphore("t1.6", 2)
    return 86
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    await(nap(2))
    shelter("t2.2", "Exception", function()
      set_future("t2.1", 3, 6)
    end)
    return 63
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      await(nap(1.5))
      await(wait_shielded("t3.1", 1))
    end)
    shelter("t3.4", nil, function()
      await(nap(2))
      release_semaphore("t3.3", 2)
    end)
    return 19
  end)
  spawn(3, t3, false)
  shelter("main.6", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(acquire_lock("main.1", 1))
    end)
    do
      local _ <close> = await(condition(1):acquire())
      uncancel("main.3")
      task_done("main.4", 2)
      notify_all("main.5", 1)
    end
    await(nap(0))
  end)
  shelter("main.8", "Exception", function()
    await(wait_future("main.7", 2))
  end)
  shelter("main.9", "Exception", function()
    await(nap(0))
  end)
  shelter("main.10", "Exception", function()
    await(nap(2))
  end)
  shelter("main.11", nil, function()
    await(nap(0.5))
  end)
  shelter("main.13", nil, function()
    await(wait_some("main.12", {2}, 2, "FIRST_EXCEPTION"))
  end)
end
--[==[ trace
0 main.1
0 main.3 0
0 main.4 misuse
0 main.5 nil
1 c1.1 true
1 c1.2 nil
1 c1.1 false
1 c1.2 InvalidStateError
1 c1.1 false
1 c1.2 InvalidStateError
1 c1.4
1 c1.5 true
1 main.7 3
2 t1.1 CancelledError
3 t1.2
5 b1.1
10 t2.1 InvalidStateError
12 t1.6 misuse false
14 t3.1 86
14 main.12 {t2} {}
16 t3.4 CancelledError
]==]
