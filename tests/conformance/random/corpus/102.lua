-- Random program, seed 1349; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"priority", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    set_future("t1.1", 2, 3)
    shelter("t1.5", nil, function()
      await(nap(2))
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_future("t1.2", 1))
      end)
      set_future("t1.4", 2, 9)
    end)
    return 39
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", "Exception", function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_future("t2.1", 2))
      end)
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t2.4", "Exception", function()
          local _ <close> = timeout_scope(3, 0.5)
          await(wait_condition("t2.3", 1))
        end)
      end
      await(look("t2.5", 1))
    end)
    do
      local _ <close> = defer(function()
        mark("t2.9")
        put_nowait("t2.10", 2, 2)
      end)
      cancel("t2.7", 1)
      put_nowait("t2.8", 2, 1)
    end
    task_done("t2.11", 1)
    notify("t2.12", 1, 3)
    return 80
  end)
  spawn(2, t2, false)
  shelter("main.4", "Exception", function()
    await(each_completed("main.1", {2}, 0.5))
    put_nowait("main.3", 2, 9)
  end)
  shelter("main.10", "Exception", function()
    cancel("main.5", 1)
    local c1 = async(function()
      shelter("c1.5", nil, function()
        await(wait_some("c1.1", {1, 1}, 1, "FIRST_COMPLETED"))
        await(wait_some("c1.2", {1}, 0.5, "FIRST_EXCEPTION"))
        local t3 = async(function()
          shelter("t3.10", nil, function()
            await(nap(0))
            cancel("t3.1", 3)
            do
              local ok, err = try(function()
                watch("t3.2", 2)
                notify("t3.3", 1, 3)
              end)
              if not ok then
                expect(err, CancelledError)
                log_error("t3.4", err)
                task_done("t3.5", 2)
              end
            end
            local _ <close> = group_scope(1)
            shelter("t3.7", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(join("t3.6", 2))
            end)
            await(look("t3.8", 2))
            set_event(1)
            task_done("t3.9", 1)
          end)
          boom("t3.11")
          return 42
        end)
        spawn(3, t3, false)
        shelter("c1.4", "Exception", function()
          local _ <close> = timeout_scope(5, 0.25)
          await(join("c1.3", 1))
        end)
      end)
      return 87
    end)
    await(each_completed("main.6", {c1}, 0.5))
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(wait_future("main.7", 1))
    end)
    task_done("main.9", 2)
  end)
  shelter("main.13", nil, function()
    shelter("main.12", "Exception", function()
      local _ <close> = timeout_scope(7, 0.5)
      await(wait_event("main.11", 1))
    end)
  end)
  shelter("main.15", nil, function()
    await(look("main.14", 3))
  end)
end
--[==[ trace
1 t1.1 nil
1 t2.1 3
3 main.4 TimeoutError
3 main.5 true
3 t2.4 TimeoutError
4 t1.5 CancelledError
5 t2.5 39
5 t2.7 false
5 t2.8 nil
5 t2.9
5 t2.10 nil
5 t2.11 misuse
5 t2.12 misuse
6 c1.1 {t1} {}
8 c1.2 {t1} {}
8 c1.3 39
10 t3.1 true
10 t3.3 misuse
10 t3.6 80
10 t3.8 80
10 t3.9 misuse
10 t3.11
10 main.6 87
11 t3.2 finished 80
13 main.8 TimeoutError
13 main.9 nil
13 main.11 true true
13 main.14 Boom t3.11
]==]
