-- Random program, seed 3335; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 0}, {"lifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    mark("t1.1")
    local c1 = async(function()
      shelter("c1.2", "Exception", function()
        local c2 = async(function()
          shelter("c2.7", "Exception", function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(join_queue("c2.1", 1))
            end)
            clear_event(1)
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(join_queue("c2.3", 1))
            end)
            uncancel("c2.6")
          end)
          return 40
        end)
        await(wait_limited("c1.1", c2, 0.5))
      end)
      shelter("c1.11", "Exception", function()
        release_lock("c1.3", 2)
        do
          local _ <close> = await(lock(2):acquire())
          release_semaphore("c1.4", 1)
          mark("c1.5")
          shelter("c1.8", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(acquire_lock("c1.7", 1))
          end)
        end
        mark("c1.9")
        uncancel("c1.10")
      end)
      return 44
    end)
    await(wait_shielded("t1.2", c1))
    return 15
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    await(nap(1.5))
  end)
  await(join("main.2", 1))
  shelter("main.5", nil, function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join("main.3", 1))
    end)
  end)
  shelter("main.7", nil, function()
    cancel("main.6", 1)
  end)
  shelter("main.8", nil, function()
    set_event(2)
  end)
end
--[==[ trace
1 t1.1
2 c2.1
2 c2.3
2 c2.6 0
2 c1.1 40
2 c1.3 misuse false
2 c1.4 misuse false
2 c1.5
2 c1.7
2 c1.9
2 c1.10 0
4 t1.2 44
6 main.2 15
6 main.3 15
6 main.6 false
]==]
