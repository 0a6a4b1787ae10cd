-- Random program, seed 3173; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      put_nowait("t1.1", 2, 1)
      shutdown_queue("t1.2", 1, true)
    end)
    return 28
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", nil, function()
      local t3 = async(function()
        shelter("t3.5", nil, function()
          await(wait_some("t3.1", {1, 1, 1}, 1, "FIRST_COMPLETED"))
          local c1 = async(function()
            shelter("c1.4", nil, function()
              await(wait_some("c1.1", {1}, 1, "FIRST_COMPLETED"))
              put_nowait("c1.2", 1, 4)
              boom("c1.3")
            end)
            shelter("c1.6", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(wait_event("c1.5", 2))
            end)
            release_semaphore("c1.7", 1)
            return 25
          end)
          local c2 = async(function()
            shelter("c2.5", "Exception", function()
              shelter("c2.2", "Exception", function()
                local _ <close> = timeout_scope(2, 0.25)
                await(join("c2.1", 1))
              end)
              shutdown_queue("c2.3", 1, false)
              cancel("c2.4", 2)
            end)
            return 34
          end)
          await(each_outcome("t3.2", {1, c1, c2}, 1))
          release_semaphore("t3.3", 2)
          cancel("t3.4", 1)
        end)
        shelter("t3.8", "Exception", function()
          release_semaphore("t3.6", 1)
          release_semaphore("t3.7", 2)
        end)
        return 43
      end)
      spawn(3, t3, false)
      local _ <close> = group_scope(1)
      get_nowait("t2.1", 2)
      local t4 = async(function()
        shelter("t4.2", "Exception", function()
          await(reset_barrier("t4.1", 1))
        end)
        shelter("t4.7", "Exception", function()
          clear_event(1)
          release_semaphore("t4.3", 1)
          state_of("t4.4", 3)
          shelter("t4.6", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(get("t4.5", 2))
          end)
        end)
        return 5
      end)
      group_spawn("t2.2", 1, 4, t4, false)
      cancelling("t2.3")
    end)
    return 55
  end)
  spawn(2, t2, false)
  local t5 = async(function()
    await(nap(0.25))
    cancel("t5.1", 4)
    cancel("t5.2", 5)
    return 14
  end)
  spawn(5, t5, false)
  local t6 = async(function()
    release_semaphore("t6.1", 2)
    do
      local _ <close> = group_scope(2)
      release_semaphore("t6.2", 1)
    end
    clear_event(1)
    return 9
  end)
  spawn(6, t6, false)
  local t7 = async(function()
    shelter("t7.7", "Exception", function()
      shelter("t7.2", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(get("t7.1", 2))
      end)
      watch("t7.3", 1)
      do
        local _ <close> = await(condition(1):acquire())
        notify("t7.4", 1, 1)
      end
      shelter("t7.6", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(wait_barrier("t7.5", 1))
      end)
    end)
    notify_all("t7.8", 1)
    shelter("t7.10", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(acquire_lock("t7.9", 1))
    end)
    shelter("t7.12", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(acquire_lock("t7.11", 1))
    end)
    return 34
  end)
  spawn(7, t7, false)
  shelter("main.2", nil, function()
    shutdown_queue("main.1", 1, true)
  end)
  await(nap(0.25))
  shelter("main.4", nil, function()
    cancel("main.3", 5)
  end)
  shelter("main.6", "Exception", function()
    await(wait_some("main.5", {2, 5}, 2, "ALL_COMPLETED"))
  end)
  shelter("main.7", nil, function()
    set_event(1)
  end)
end
--[==[ trace
0 main.1
1 t1.1 nil
1 t1.2
1 t2.1 1
1 t2.3 0
1 t6.1 nil false
1 t6.2 nil false
2 t4.1 0
2 t4.3 nil false
2 t4.4 pending
4 t3.1 {t1} {}
5 c2.1 28
5 c2.3
5 c2.4 true
6 t3.2 28
6 t3.2 34
7 c1.1 {t1} {}
7 c1.2 QueueShutDown
7 c1.3
7 c1.4 Boom c1.3
9 t2.4 CancelledError
11 main.3 true
11 c1.6 TimeoutError
11 c1.7 nil false
13 main.5 {t2, t5} {}
13 t3.2 25
13 t3.3 nil false
13 t3.4 false
13 t3.6 nil false
13 t3.7 nil false
]==]
