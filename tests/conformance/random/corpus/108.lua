-- Random program, seed 183; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local c1 = async(function()
        await(nap(0))
        return 51
      end)
      await(wait_limited("t1.1", c1, 1))
    end)
    shelter("t1.7", "Exception", function()
      do
        local _ <close> = timeout_scope(1, nil)
        cancel("t1.3", 1)
      end
      for _ = 1, 2 do
        local b1 = async(function()
          shelter("b1.6", "Exception", function()
            cancel("b1.1", 1)
            bump()
            shelter("b1.4", "Exception", function()
              local _ <close> = timeout_scope(2, 0)
              await(get("b1.3", 2))
            end)
            set_future("b1.5", 1, 3)
          end)
          shelter("b1.8", "Exception", function()
            local _ <close> = timeout_scope(3, 0)
            await(get("b1.7", 1))
          end)
          await(nap(0))
          notify_all("b1.9", 2)
          return 78
        end)
        await(b1())
      end
      for _ = 1, 2 do
        notify("t1.4", 1, 1)
        local c2 = async(function()
          task_done("c2.1", 1)
          queue_size("c2.2", 2)
          shelter("c2.6", "Exception", function()
            notify_all("c2.3", 2)
            cancel("c2.5", 1)
          end)
          return 26
        end)
        await(wait_shielded("t1.5", c2))
      end
      cancel("t1.6", 1)
    end)
    return 33
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    do
      local ok, err = try(function()
        watch("t2.1", 1)
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("t2.2", err)
        uncancel("t2.3")
      end
    end
    do
      local _ <close> = await(lock(1):acquire())
      fail_future("t2.4", 1)
      do
        local _ <close> = timeout_scope(4, nil)
        mark("t2.5")
      end
    end
    shelter("t2.8", "Exception", function()
      shelter("t2.7", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(wait_future("t2.6", 2))
      end)
    end)
    return 85
  end)
  spawn(2, t2, false)
  shelter("main.2", nil, function()
    task_done("main.1", 2)
    await(nap(1))
  end)
  shelter("main.4", "Exception", function()
    release_semaphore("main.3", 1)
  end)
  shelter("main.6", nil, function()
    cancel("main.5", 0)
  end)
end
--[==[ trace
0 main.1 misuse
1 t2.4 nil
1 t2.5
2 t1.1 51
2 t1.3 true
2 b1.1 true
3 b1.4 TimeoutError
3 b1.5 InvalidStateError
5 b1.8 TimeoutError
6 b1.9 misuse
6 b1.1 true
7 b1.4 TimeoutError
7 b1.5 InvalidStateError
9 b1.8 TimeoutError
10 b1.9 misuse
10 t1.4 misuse
11 c2.1 misuse
11 c2.2 0 true false
11 c2.3 misuse
11 c2.5 true
13 t2.1 cancelled
15 main.3 nil false
15 main.5 true
15 t2.7 TimeoutError
- raised CancelledError
]==]
