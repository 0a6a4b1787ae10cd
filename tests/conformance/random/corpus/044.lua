-- Random program, seed 2190; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local t2 = async(function()
      shelter("t2.3", "Exception", function()
        set_event(2)
        local c1 = async(function()
          shelter("c1.3", nil, function()
            release_semaphore("c1.1", 2)
            state_of("c1.2", 1)
          end)
          set_future("c1.5", 1, 9)
          put_nowait("c1.6", 1, 1)
          cancel("c1.7", 2)
          return 62
        end)
        await(wait_limited("t2.1", c1, 1))
        local c2 = async(function()
          release_semaphore("c2.1", 1)
          release_lock("c2.2", 2)
          put_nowait("c2.3", 1, 5)
          await(abort_barrier("c2.4", 1))
          return 89
        end)
        await(wait_limited("t2.2", c2, 0.5))
      end)
      set_future("t2.4", 2, 4)
      shelter("t2.6", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_barrier("t2.5", 1))
      end)
      await(put("t2.7", 1, 2))
      boom("t2.8")
      return 79
    end)
    spawn(2, t2, false)
    await(wait_some("t1.1", {2}, 0.25, "ALL_COMPLETED"))
    set_future("t1.2", 2, 7)
    watch("t1.3", 2)
    return 29
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      await(look("t3.1", 1))
    end)
    return 24
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    await(nap(0))
    return 47
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      uncancel("t5.1")
    end)
    get_nowait("t5.3", 2)
    return 43
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    await(wait_some("t6.1", {4, 5, 5}, 0.5, "ALL_COMPLETED"))
    set_future("t6.2", 1, 2)
    return 81
  end)
  spawn(6, t6, false)
  await(look("main.1", 1))
  shelter("main.4", nil, function()
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(get("main.2", 1))
    end)
  end)
  shelter("main.6", "Exception", function()
    task_done("main.5", 2)
  end)
  shelter("main.8", "Exception", function()
    cancel("main.7", 2)
  end)
end
--[==[ trace
1 t5.1 0
1 t5.3 QueueEmpty
2 c1.1 nil false
2 c1.2 pending
2 c1.5 nil
2 c1.6 nil
2 c1.7 true
2 t2.1 62
2 c2.1 nil false
2 c2.2 misuse false
2 c2.3 nil
2 c2.4 true
2 t2.2 89
2 t2.4 nil
2 t2.6 BrokenBarrierError
4 t6.1 {t4, t5} {}
4 t6.2 InvalidStateError
5 t1.1 {t2} {}
5 t1.2 InvalidStateError
6 t1.3 cancelled
6 main.1 29
6 main.2 1
6 main.5 misuse
6 main.7 false
6 t3.1 29
]==]
