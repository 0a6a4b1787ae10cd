-- Random program, seed 2024; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 1}, {"priority", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.7", "Exception", function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.5)
        await(join_queue("t1.1", 2))
      end)
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(get("t1.3", 2))
      end)
      for _ = 1, 3 do
        release_lock("t1.5", 1)
        local c1 = async(function()
          shelter("c1.1", "Exception", function()
            set_var(8)
          end)
          state_of("c1.2", 1)
          fail_future("c1.3", 4)
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(join_queue("c1.5", 2))
          end)
          return 47
        end)
        await(each_outcome("t1.6", {c1}, 1))
      end
    end)
    shelter("t1.11", nil, function()
      set_future("t1.8", 2, 3)
      cancel("t1.10", 1)
    end)
    return 52
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.7", "Exception", function()
      local _ <close> = await(semaphore(2):acquire())
      do
        local _ <close> = group_scope(1)
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(wait_future("t2.1", 4))
        end)
      end
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(wait_barrier("t2.3", 1))
      end)
      do
        local ok, err = try(function()
          reschedule("t2.5", 5, 3)
        end)
        if not ok then
          log_error("t2.6", err)
          await(nap(0))
          error(err, 0)
        end
      end
    end)
    shelter("t2.18", "Exception", function()
      do
        local _ <close> = await(semaphore(1):acquire())
        cancel("t2.9", 1)
        notify_all("t2.10", 1)
        shelter("t2.12", "Exception", function()
          local _ <close> = timeout_scope(6, 0.25)
          await(wait_future("t2.11", 1))
        end)
      end
      do
        local _ <close> = timeout_scope(7, 1)
        reschedule("t2.13", 5, 0.5)
        shelter("t2.16", "Exception", function()
          local _ <close> = timeout_scope(8, 1)
          await(wait_barrier("t2.15", 1))
        end)
      end
      queue_size("t2.17", 1)
    end)
    return 76
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    task_done("t3.1", 2)
    return 47
  end)
  spawn(3, t3, false)
  shelter("main.4", nil, function()
    await(nap(0))
    get_var("main.1")
    shelter("main.3", "Exception", function()
      local _ <close> = timeout_scope(9, 0)
      await(join("main.2", 3))
    end)
  end)
  shelter("main.5", nil, function()
    set_event(2)
  end)
  shelter("main.7", nil, function()
    await(wait_barrier("main.6", 1))
  end)
end
--[==[ trace
0 t1.1
1 t3.1 misuse
1 main.1 0
1 main.2 47
4 t2.2 TimeoutError
6 t2.4 TimeoutError
6 t2.5 misuse
9 t1.4 TimeoutError
9 t1.5 misuse false
10 c1.2 pending
10 c1.3 InvalidStateError
10 c1.5
12 t1.6 47
12 t1.5 misuse false
13 c1.2 pending
13 c1.3 InvalidStateError
13 c1.5
15 t1.6 47
15 t1.5 misuse false
16 c1.2 pending
16 c1.3 InvalidStateError
16 c1.5
18 t1.6 47
18 t1.8 nil
18 t1.10 true
20 main.7 CancelledError
]==]
