-- Random program, seed 2507; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 1}, {"lifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      for _ = 1, 2 do
        cancel("t1.1", 1)
        put_nowait("t1.2", 1, 1)
      end
      later(1, 0, function()
        later(2, 1, function()
          set_var(8)
          set_event(1)
        end)
      end)
      notify("t1.3", 1, 3)
    end)
    return 71
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      notify("t2.1", 1, 1)
    end)
    return 68
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.8", "Exception", function()
      task_done("t3.1", 2)
      do
        local _ <close> = await(lock(1):acquire())
        for _ = 1, 2 do
          cancel("t3.2", 0)
          uncancel("t3.3")
        end
        uncancel("t3.4")
        shelter("t3.6", "Exception", function()
          local _ <close> = timeout_scope(1, 0)
          await(join("t3.5", 2))
        end)
      end
      soon(3, function()
        for _ = 1, 3 do
          put_nowait("k3.1", 1, 6)
          mark("k3.2")
        end
      end)
      do
        local _ <close> = timeout_scope(2, nil)
        local b1 = async(function()
          cancel("b1.1", 2)
          shelter("b1.3", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(wait_condition("b1.2", 1))
          end)
          await(join("b1.4", 2))
          set_future("b1.5", 2, 9)
          set_event(1)
          return 21
        end)
        await(b1())
      end
      expired("t3.7", 2)
    end)
    shelter("t3.10", "Exception", function()
      uncancel("t3.9")
      await(nap(1))
    end)
    return 8
  end)
  spawn(3, t3, true)
  shelter("main.3", "Exception", function()
    set_future("main.1", 2, 9)
    set_event(1)
    cancel("main.2", 2)
  end)
  shelter("main.11", nil, function()
    notify_all("main.4", 1)
    local ok, err = try(function()
      do
        local _ <close> = await(lock(1):acquire())
        do
          local ok, err = try(function()
            uncancel("main.5")
            await(look("main.6", 1))
            await(nap(2))
          end)
          if not ok then
            expect(err, "Exception")
            log_error("main.7", err)
            notify("main.8", 1, 1)
            error(err, 0)
          end
        end
      end
      set_event(1)
      set_event(1)
    end)
    if not ok then
      expect(err, "Exception")
      log_error("main.9", err)
      uncancel("main.10")
    end
  end)
  cancel("main.12", 2)
  shelter("main.13", nil, function()
    await(nap(0))
  end)
end
--[==[ trace
0 t3.1 misuse
0 t3.2 true
0 t3.3 0
0 t3.2 true
0 t3.3 0
0 t3.4 0
0 main.1 nil
0 main.2 true
0 main.4 misuse
1 t1.1 true
1 t1.2 nil
1 t1.1 true
1 t1.2 QueueFull
1 t1.3 misuse
1 main.11 CancelledError
1 main.12 false
2 t3.6 TimeoutError
2 b1.1 false
2 b1.3 misuse
3 k3.1 QueueFull
3 k3.2
3 k3.1 QueueFull
3 k3.2
3 k3.1 QueueFull
3 k3.2
]==]
