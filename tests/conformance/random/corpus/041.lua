-- Random program, seed 4391; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.1", nil, function()
      await(nap(0))
    end)
    do
      local _ <close> = group_scope(1)
      cancel_future("t1.3", 4)
      await(nap(0.5))
      do
        local _ <close> = await(condition(1):acquire())
        shelter("t1.5", "Exception", function()
          local _ <close> = timeout_scope(1, 1)
          await(wait_condition("t1.4", 1))
        end)
      end
      notify_all("t1.6", 1)
    end
    return 56
  end)
  spawn(1, t1, false)
  set_event(1)
  bump()
  for _ = 1, 2 do
    set_event(1)
  end
  shelter("main.1", "Exception", function()
    await(nap(1.5))
  end)
  shelter("main.2", "Exception", function()
    soon(1, function()
      set_event(1)
    end)
  end)
  shelter("main.4", "Exception", function()
    notify_all("main.3", 1)
  end)
  shelter("main.13", "Exception", function()
    local c1 = async(function()
      shelter("c1.3", "Exception", function()
        shelter("c1.2", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(put("c1.1", 2, 8))
        end)
      end)
      return 82
    end)
    await(wait_shielded("main.5", c1))
    do
      local _ <close> = timeout_scope(3, 0.25)
      cancel_handle("main.6", 1)
      local g1 = coroutine.wrap(function()
        local c2 = async(function()
          shelter("c2.3", "Exception", function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(4, 0)
              await(put("c2.1", 1, 3))
            end)
          end)
          return 71
        end)
        await(each_outcome("g1.1", {1, c2}, 0.5))
        coroutine.yield(1)
      end)
      for value in g1 do log("main.7", value) end
      for _ = 1, 3 do
        cancel("main.8", 1)
        for _ = 1, 3 do
          shelter("main.10", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(put("main.9", 1, 1))
          end)
          await(nap(0))
        end
      end
    end
    expired("main.11", 3)
    cancel("main.12", 1)
  end)
end
--[==[ trace
2 t1.3 true
6 main.3 misuse
6 t1.5 TimeoutError
6 t1.6 misuse
7 c1.1
9 main.5 82
9 main.6
10 c2.1
11 g1.1 56
11 g1.1 71
11 main.7 1
11 main.8 false
11 main.9
12 main.9
13 main.9
14 main.8 false
14 main.9
15 main.9
16 main.9
17 main.8 false
17 main.9
18 main.9
19 main.9
20 main.11 false
20 main.12 false
]==]
