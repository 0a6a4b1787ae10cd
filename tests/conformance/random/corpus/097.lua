-- Random program, seed 4989; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 0}, {"lifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local c1 = async(function()
      shelter("c1.7", "Exception", function()
        local t2 = async(function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(put("t2.1", 1, 6))
          end)
          set_event(2)
          shutdown_queue("t2.3", 2, false)
          mark("t2.4")
          mark("t2.5")
          return 30
        end)
        spawn(2, t2, false)
        do
          local ok, err = try(function()
            set_var(8)
            shutdown_queue("c1.1", 1, false)
            await(look("c1.2", 2))
          end)
          if not ok then
            expect(err, "Exception")
            log_error("c1.3", err)
            shutdown_queue("c1.4", 1, false)
            release_semaphore("c1.5", 1)
            error(err, 0)
          end
        end
        mark("c1.6")
      end)
      return 15
    end)
    start_gather(1, {c1}, true)
    cancel("t1.1", 2)
    notify("t1.2", 2, 2)
    await(wait_gather("t1.3", 1))
    shelter("t1.5", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(put("t1.4", 1, 8))
    end)
    do
      local _ <close> = await(semaphore(1):acquire())
      await(each_completed("t1.6", {2, 2}, 1))
      do
        local _ <close> = group_scope(1)
        task_done("t1.7", 2)
        set_event(1)
        uncancel("t1.8")
        reschedule("t1.9", 2, 0.25)
      end
      cancel("t1.10", 1)
    end
    return 77
  end)
  spawn(1, t1, false)
  put_nowait("main.1", 1, 5)
  await(wait_some("main.2", {2, 2}, 0.25, "FIRST_EXCEPTION"))
  shelter("main.4", nil, function()
    await(nap(2))
    group_cancel("main.3", 1)
  end)
  do
    local _ <close> = group_scope(2)
    get_var("main.5")
    cancel("main.6", 2)
    reschedule("main.7", 1, nil)
    local t3 = async(function()
      do
        local _ <close> = group_scope(3)
        set_event(1)
      end
      put_nowait("t3.1", 1, 7)
      return 44
    end)
    spawn(3, t3, false)
  end
  do
    local _ <close> = timeout_scope(3, 0.25)
    set_event(2)
  end
  get_var("main.8")
  shelter("main.10", "Exception", function()
    boom("main.9")
  end)
end
--[==[ trace
0 main.1 nil
1 t1.2 misuse
2 c1.1
3 t2.2 QueueShutDown
3 t2.3
3 t2.4
3 t2.5
4 c1.2 30
4 c1.6
6 t1.3 [15]
6 t1.5 QueueShutDown
8 t1.6 30
8 t1.7 misuse
8 t1.8 0
8 t1.9 misuse
8 t1.10 true
10 main.3
10 main.5 0
10 main.6 false
10 main.7 misuse
10 main.8 0
10 main.9
10 main.10 Boom main.9
11 t3.1 QueueShutDown
]==]
