-- Random program, seed 4501; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    local c1 = async(function()
      shelter("c1.3", nil, function()
        local _ <close> = await(semaphore(2):acquire())
        boom("c1.1")
        boom("c1.2")
      end)
      shelter("c1.7", "Exception", function()
        local c2 = async(function()
          mark("c2.1")
          boom("c2.3")
          await(nap(1))
          shelter("c2.7", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(put("c2.6", 2, 8))
          end)
          return 69
        end)
        await(each_outcome("c1.4", {c2}, -1))
        do
          local _ <close> = await(condition(1):acquire())
          notify("c1.5", 1, 1)
        end
        await(nap(0.25))
        task_done("c1.6", 2)
      end)
      return 8
    end)
    local c3 = async(function()
      shelter("c3.2", nil, function()
        state_of("c3.1", 1)
      end)
      shelter("c3.6", "Exception", function()
        shelter("c3.4", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_future("c3.3", 3))
        end)
        local t2 = async(function()
          task_done("t2.2", 2)
          task_done("t2.3", 1)
          await(nap(0.5))
          return 79
        end)
        spawn(2, t2, false)
        task_done("c3.5", 2)
      end)
      return 16
    end)
    await(gather_all("t1.1", {c1, c3, 2}, false))
    await(nap(1.5))
    shelter("t1.3", nil, function()
      shutdown_queue("t1.2", 2, true)
    end)
    return 8
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    await(nap(1))
  end)
  shelter("main.3", "Exception", function()
    boom("main.2")
  end)
  shelter("main.5", "Exception", function()
    notify("main.4", 1, 3)
  end)
  shelter("main.7", "Exception", function()
    mark("main.6")
  end)
  notify("main.8", 1, 1)
end
--[==[ trace
2 c1.1
2 c1.3 Boom c1.1
2 c3.1 pending
3 c2.1
3 c2.3
4 c1.4 TimeoutError
4 c1.5 nil
6 c1.6 misuse
9 c3.4 TimeoutError
9 c3.5 misuse
10 t2.2 misuse
10 t2.3 misuse
11 t1.1 [8, 16]
13 main.2
13 main.3 Boom main.2
13 main.4 misuse
13 main.6
13 main.8 misuse
]==]
