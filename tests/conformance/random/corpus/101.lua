-- Random program, seed 1670; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"bounded", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.9", "Exception", function()
      release_semaphore("t1.1", 2)
      notify("t1.2", 1, 3)
      do
        local ok, err = try(function()
          notify("t1.3", 1, 2)
          release_semaphore("t1.4", 1)
        end)
        if not ok then
          expect(err, "Exception")
          log_error("t1.5", err)
          for _ = 1, 2 do
            notify("t1.6", 1, 3)
            state_of("t1.7", 1)
          end
        end
      end
      put_nowait("t1.8", 2, 5)
    end)
    return 62
  end)
  spawn(1, t1, true)
  local c1 = async(function()
    for _ = 1, 3 do
      cancel("c1.1", 1)
      do
        local _ <close> = group_scope(1)
        notify("c1.2", 1, 2)
        shutdown_queue("c1.3", 2, false)
      end
    end
    local t2 = async(function()
      notify("t2.1", 1, 2)
      local t3 = async(function()
        shelter("t3.3", nil, function()
          put_nowait("t3.1", 1, 6)
          notify("t3.2", 1, 3)
        end)
        shelter("t3.7", "Exception", function()
          shelter("t3.5", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(wait_future("t3.4", 3))
          end)
          cancelling("t3.6")
        end)
        return 53
      end)
      spawn(3, t3, false)
      cancelling("t2.2")
      cancel("t2.3", 3)
      return 21
    end)
    spawn(2, t2, false)
    notify("c1.4", 1, 2)
    return 28
  end)
  await(gather_all("main.1", {c1, 1}, true))
  shelter("main.14", "Exception", function()
    do
      local _ <close> = group_scope(2)
      cancelling("main.2")
      shelter("main.4", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(put("main.3", 1, 4))
      end)
    end
    cancel("main.5", 3)
    do
      local _ <close> = timeout_scope(3, -1)
      do
        local _ <close> = defer(function()
          mark("main.7")
          shelter("main.9", "Exception", function()
            local _ <close> = timeout_scope(5, 1)
            await(wait_future("main.8", 1))
          end)
        end)
        local t4 = async(function()
          shelter("t4.3", nil, function()
            shelter("t4.2", "Exception", function()
              local _ <close> = timeout_scope(4, 0.25)
              await(put("t4.1", 1, 9))
            end)
          end)
          shelter("t4.5", nil, function()
            cancel_future("t4.4", 2)
          end)
          return 65
        end)
        spawn(4, t4, false)
        get_nowait("main.6", 1)
        await(nap(0.5))
      end
      fail_future("main.10", 1)
      release_semaphore("main.11", 1)
    end
    expired("main.12", 3)
    queue_size("main.13", 2)
  end)
  shelter("main.15", nil, function()
    await(nap(2))
  end)
  shelter("main.17", nil, function()
    put_nowait("main.16", 2, 5)
  end)
end
--[==[ trace
0 t1.1 misuse true
0 t1.2 misuse
0 t1.3 misuse
0 t1.4 misuse false
0 t1.8 nil
1 c1.1 false
1 c1.2 misuse
1 c1.3
1 c1.1 false
1 c1.2 misuse
1 c1.3
1 c1.1 false
1 c1.2 misuse
1 c1.3
1 c1.4 misuse
2 t2.1 misuse
2 t2.2 0
2 t2.3 true
3 main.1 [28, 62]
3 main.2 0
3 main.3
3 main.5 false
3 main.6 4
4 t4.1
4 t4.4 true
5 main.7
7 main.9 TimeoutError
7 main.14 TimeoutError
9 main.16 QueueShutDown
]==]
