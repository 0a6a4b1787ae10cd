-- Random program, seed 5790; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 3}, {"lifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", nil, function()
      do
        local _ <close> = defer(function()
          mark("t1.2")
          put_nowait("t1.3", 2, 4)
        end)
        cancel("t1.1", 1)
      end
      cancel("t1.4", 1)
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(wait_event("t1.5", 1))
      end)
      cancel("t1.7", 1)
    end)
    shelter("t1.11", "Exception", function()
      await(nap(2))
      cancel("t1.9", 1)
      cancel("t1.10", 1)
    end)
    return 90
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      await(look("t2.1", 1))
      await(nap(1))
      cancel_future("t2.2", 1)
      await(wait_some("t2.3", {1}, -1, "FIRST_COMPLETED"))
    end)
    return 80
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    boom("t3.1")
    return 28
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.9", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(get("t4.1", 1))
      end)
      do
        local ok, err = try(function()
          boom("t4.3")
          local b1 = async(function()
            put_nowait("b1.1", 1, 7)
            cancel("b1.2", 2)
            cancel("b1.3", 2)
            cancel("b1.4", 2)
            return 29
          end)
          await(b1())
          cancel("t4.4", 1)
        end)
        if not ok then
          expect(err, "Exception")
          log_error("t4.5", err)
          put_nowait("t4.6", 1, 4)
          cancel("t4.7", 4)
        end
      end
      await(look("t4.8", 1))
    end)
    shelter("t4.13", nil, function()
      await(look("t4.10", 2))
      bump()
      shelter("t4.12", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(join("t4.11", 2))
      end)
    end)
    return 3
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    await(look("t5.1", 2))
    return 27
  end)
  spawn(5, t5, false)
  shelter("main.2", "Exception", function()
    watch("main.1", 5)
  end)
  shelter("main.3", nil, function()
    await(nap(0.25))
  end)
  shelter("main.5", "Exception", function()
    await(look("main.4", 4))
  end)
  shelter("main.7", "Exception", function()
    state_of("main.6", 3)
  end)
  shelter("main.9", "Exception", function()
    boom("main.8")
  end)
  shelter("main.11", "Exception", function()
    watch("main.10", 1)
  end)
end
--[==[ trace
1 t1.1 true
1 t1.2
1 t1.3 nil
1 t1.4 true
1 t3.1
2 t1.8 CancelledError
6 t4.2 TimeoutError
6 t4.3
6 t4.5 Boom t4.3
6 t4.6 nil
6 t4.7 true
8 t2.1 CancelledError
8 t4.8 CancelledError
10 t2.2 true
12 t2.3 {t1} {}
13 t5.1 80
13 t4.10 80
13 t4.11 80
14 main.1 finished 27
14 main.4 3
14 main.6 failed Boom t3.1
14 main.8
14 main.9 Boom main.8
15 main.10 cancelled
]==]
