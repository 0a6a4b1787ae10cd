-- Random program, seed 880; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(get("t1.1", 1))
      end)
    end)
    shelter("t1.9", nil, function()
      queue_size("t1.4", 2)
      reschedule("t1.6", 1, 1)
      do
        local _ <close> = await(condition(1):acquire())
        notify_all("t1.7", 1)
      end
      notify("t1.8", 1, 1)
    end)
    return 6
  end)
  spawn(1, t1, false)
  shelter("main.15", nil, function()
    mark("main.1")
    local c1 = async(function()
      shelter("c1.12", nil, function()
        cancel("c1.1", 1)
        shutdown_queue("c1.2", 1, false)
        do
          local _ <close> = defer(function()
            mark("c1.4")
            local ok, err = try(function()
              queue_size("c1.5", 1)
              mark("c1.6")
              shelter("c1.8", "Exception", function()
                local _ <close> = timeout_scope(2, 1)
                await(wait_future("c1.7", 4))
              end)
            end)
            if not ok then
              expect(err, "Exception")
              log_error("c1.9", err)
              queue_size("c1.10", 2)
            end
          end)
          boom("c1.3")
        end
        local g1 = coroutine.wrap(function()
          put_nowait("g1.1", 1, 1)
          coroutine.yield(1)
        end)
        for value in g1 do log("c1.11", value) end
      end)
      state_of("c1.13", 1)
      do
        local _ <close> = defer(function()
          mark("c1.14")
          set_future("c1.16", 2, 8)
        end)
        await(nap(0.25))
      end
      return 14
    end)
    await(wait_limited("main.2", c1, 0.5))
    put_nowait("main.3", 2, 2)
    local _ <close> = group_scope(1)
    do
      local _ <close> = await(condition(2):acquire())
      do
        local _ <close> = group_scope(2)
        cancel("main.4", 1)
        put_nowait("main.5", 2, 9)
        mark("main.6")
        get_var("main.8")
      end
      do
        local _ <close> = defer(function()
          mark("main.10")
          put_nowait("main.11", 2, 9)
          shelter("main.13", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(get("main.12", 2))
          end)
        end)
        task_done("main.9", 2)
      end
      notify("main.14", 2, 2)
    end
  end)
  shelter("main.18", "Exception", function()
    boom("main.16")
    local _ <close> = await(condition(1):acquire())
    notify("main.17", 1, 2)
  end)
  shelter("main.22", nil, function()
    reschedule("main.19", 1, nil)
    local _ <close> = group_scope(3)
    local t2 = async(function()
      shelter("t2.2", "Exception", function()
        mark("t2.1")
      end)
      shelter("t2.5", nil, function()
        shelter("t2.4", "Exception", function()
          local _ <close> = timeout_scope(4, 0)
          await(get("t2.3", 1))
        end)
      end)
      return 71
    end)
    spawn(2, t2, false)
    mark("main.20")
    clear_event(1)
    queue_size("main.21", 2)
  end)
end
--[==[ trace
0 main.1
0 c1.1 true
0 c1.2
0 c1.3
0 c1.4
0 c1.5 0 true false
0 c1.6
3 c1.12 CancelledError
3 c1.13 cancelled
5 c1.14
5 c1.16 nil
5 main.2 14
5 main.3 nil
5 main.4 false
5 main.5 nil
5 main.6
5 main.8 0
5 main.9 nil
5 main.10
5 main.11 nil
5 main.12 2
5 main.14 nil
5 main.16
5 main.18 Boom main.16
5 main.20
5 main.21 2 false false
6 t2.1
6 t2.4 QueueShutDown
]==]
