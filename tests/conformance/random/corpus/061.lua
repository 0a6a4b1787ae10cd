-- Random program, seed 2421; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 2}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0)
      await(acquire_semaphore("t1.1", 2))
    end)
    local c1 = async(function()
      shelter("c1.9", nil, function()
        for _ = 1, 3 do
          cancel("c1.2", 1)
        end
        do
          local _ <close> = timeout_scope(2, 0.5)
          notify_all("c1.3", 1)
          set_future("c1.4", 2, 3)
          shelter("c1.6", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(join_queue("c1.5", 1))
          end)
        end
        expired("c1.7", 2)
        cancel("c1.8", 1)
      end)
      return 82
    end)
    await(gather_all("t1.3", {c1}, true))
    return 71
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      task_done("t2.1", 1)
    end)
    shelter("t2.6", nil, function()
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(get("t2.3", 1))
      end)
      await(nap(1.5))
      notify_all("t2.5", 2)
    end)
    return 60
  end)
  spawn(2, t2, false)
  shelter("main.2", nil, function()
    boom("main.1")
    soon(1, function()
      cancel("k1.1", 0)
      boom("k1.2")
    end)
  end)
  mark("main.3")
  do
    local _ <close> = group_scope(1)
    for _ = 1, 2 do
      shelter("main.5", "Exception", function()
        local _ <close> = timeout_scope(5, 0.5)
        await(acquire_semaphore("main.4", 1))
      end)
    end
  end
  notify_all("main.6", 2)
  await(nap(0))
  shelter("main.11", "Exception", function()
    cancel("main.7", 2)
    put_nowait("main.8", 2, 9)
    cancel("main.9", 2)
    task_done("main.10", 1)
  end)
  shelter("main.12", nil, function()
    await(nap(0))
  end)
end
--[==[ trace
0 main.1
0 main.2 Boom main.1
0 main.3
0 main.4
1 t1.1
1 t2.1 misuse
2 c1.2 true
2 c1.2 true
2 c1.2 true
2 c1.3 misuse
2 c1.4 nil
2 c1.5
2 c1.7 false
2 c1.8 true
6 main.5 TimeoutError
6 main.6 misuse
6 t2.4 TimeoutError
7 main.7 true
7 main.8 nil
7 main.9 true
7 main.10 misuse
8 t2.6 CancelledError
]==]
