-- Random program, seed 4659; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 2}, {"fifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(1))
    do
      local _ <close> = await(lock(1):acquire())
      state_of("t1.1", 1)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(get("t1.2", 1))
      end)
    end
    return 27
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", nil, function()
      release_semaphore("t2.1", 2)
    end)
    return 21
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.10", "Exception", function()
      local _ <close> = defer(function()
        mark("t3.7")
        notify("t3.8", 2, 2)
        watch("t3.9", 2)
      end)
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(wait_future("t3.1", 2))
      end)
      shelter("t3.4", "Exception", function()
        local _ <close> = timeout_scope(3, 0)
        await(join("t3.3", 1))
      end)
      do
        local _ <close> = group_scope(1)
        shelter("t3.6", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(wait_future("t3.5", 2))
        end)
      end
    end)
    return 78
  end)
  spawn(3, t3, false)
  shelter("main.4", "Exception", function()
    for _ = 1, 3 do
      local b1 = async(function()
        shelter("b1.4", "Exception", function()
          shelter("b1.2", "Exception", function()
            local _ <close> = timeout_scope(5, 0)
            await(put("b1.1", 2, 3))
          end)
          for _ = 1, 3 do
            mark("b1.3")
          end
        end)
        return 73
      end)
      await(b1())
      task_done("main.1", 1)
    end
    release_semaphore("main.2", 2)
    local _ <close> = group_scope(2)
    await(nap(2))
    await(nap(2))
    set_var(3)
    state_of("main.3", 1)
  end)
  shelter("main.5", "Exception", function()
    await(nap(1))
  end)
  shelter("main.7", nil, function()
    queue_size("main.6", 2)
  end)
  shelter("main.9", "Exception", function()
    local _ <close> = timeout_scope(6, 0)
    await(acquire_semaphore("main.8", 2))
  end)
end
--[==[ trace
0 b1.1
0 b1.3
0 b1.3
0 b1.3
0 main.1 misuse
0 b1.1
0 b1.3
0 b1.3
0 b1.3
0 main.1 misuse
1 t2.1 nil false
2 b1.2 TimeoutError
2 b1.3
2 b1.3
2 b1.3
2 main.1 misuse
2 main.2 nil false
3 t3.2 TimeoutError
6 t3.4 TimeoutError
6 t3.7
6 t3.8 misuse
7 t3.9 finished 21
11 main.3 cancelled
13 main.6 2 false true
13 main.8
]==]
