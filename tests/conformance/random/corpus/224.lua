-- Random program, seed 1873; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 2}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    get_nowait("t1.2", 2)
    return 2
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.7", nil, function()
      bump()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(1, 0.25)
        await(join("t2.1", 1))
      end)
      mark("t2.3")
      local _ <close> = group_scope(1)
      watch_future("t2.4", 2)
      release_semaphore("t2.5", 1)
      set_future("t2.6", 3, 6)
    end)
    return 54
  end)
  spawn(2, t2, false)
  shelter("main.6", "Exception", function()
    boom("main.1")
    release_lock("main.2", 1)
    do
      local _ <close> = timeout_scope(2, 0.5)
      watch("main.3", 2)
      await(look("main.4", 2))
    end
    expired("main.5", 2)
  end)
  shelter("main.19", nil, function()
    do
      local _ <close> = group_scope(2)
      do
        local _ <close> = defer(function()
          mark("main.11")
          shelter("main.13", "Exception", function()
            local _ <close> = timeout_scope(4, 0)
            await(wait_future("main.12", 1))
          end)
        end)
        do
          local _ <close> = group_scope(3)
          mark("main.7")
          shelter("main.9", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(wait_event("main.8", 1))
          end)
          get_nowait("main.10", 2)
        end
      end
      uncancel("main.14")
      local b1 = async(function()
        shelter("b1.6", "Exception", function()
          local ok, err = try(function()
            cancel("b1.1", 1)
            shelter("b1.3", "Exception", function()
              local _ <close> = timeout_scope(5, 1)
              await(wait_barrier("b1.2", 1))
            end)
            await(nap(2))
          end)
          if not ok then
            expect(err, "Exception")
            log_error("b1.4", err)
            cancel("b1.5", 2)
            error(err, 0)
          end
        end)
        shelter("b1.8", "Exception", function()
          boom("b1.7")
          local t3 = async(function()
            shelter("t3.2", "Exception", function()
              bump()
              put_nowait("t3.1", 2, 5)
            end)
            return 62
          end)
          spawn(3, t3, false)
        end)
        return 46
      end)
      await(b1())
      await(wait_limited("main.15", 2, 1))
    end
    notify("main.16", 1, 1)
    shutdown_queue("main.17", 1, true)
    watch("main.18", 1)
  end)
  shelter("main.22", nil, function()
    get_nowait("main.20", 1)
    put_nowait("main.21", 2, 8)
  end)
  shelter("main.24", nil, function()
    await(wait_some("main.23", {2}, nil, "FIRST_EXCEPTION"))
  end)
end
--[==[ trace
0 main.1
0 main.6 Boom main.1
0 main.7
1 t1.2 QueueEmpty
1 t2.1 2
1 t2.3
1 t2.5 nil false
1 t2.6 nil
3 main.9 TimeoutError
3 main.10 QueueEmpty
3 main.11
5 main.13 TimeoutError
5 main.14 0
5 b1.1 false
7 b1.3 TimeoutError
9 b1.7
9 b1.8 Boom b1.7
9 main.15 54
9 main.16 misuse
9 main.17
9 main.20 QueueShutDown
9 main.21 nil
10 main.18 finished 2
11 main.23 {t2} {}
]==]
