-- Random program, seed 4590; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"lifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.16", "Exception", function()
      do
        local _ <close> = defer(function()
          mark("t1.7")
          local c1 = async(function()
            shelter("c1.5", nil, function()
              shelter("c1.2", "Exception", function()
                local _ <close> = timeout_scope(2, 1)
                await(wait_condition("c1.1", 2))
              end)
              await(nap(1))
              await(get("c1.3", 1))
              mark("c1.4")
            end)
            shelter("c1.8", nil, function()
              shelter("c1.7", "Exception", function()
                local _ <close> = timeout_scope(3, 1)
                await(get("c1.6", 1))
              end)
            end)
            return 47
          end)
          await(wait_limited("t1.8", c1, nil))
          local _ <close> = await(lock(2):acquire())
          shelter("t1.11", "Exception", function()
            local _ <close> = timeout_scope(4, 0.25)
            await(get("t1.10", 1))
          end)
          shelter("t1.13", "Exception", function()
            local _ <close> = timeout_scope(5, 0)
            await(acquire_lock("t1.12", 2))
          end)
        end)
        do
          local _ <close> = defer(function()
            mark("t1.2")
            mark("t1.3")
            cancel("t1.4", 1)
          end)
          release_semaphore("t1.1", 2)
        end
        shelter("t1.6", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(get("t1.5", 2))
        end)
      end
      shelter("t1.15", "Exception", function()
        local _ <close> = timeout_scope(6, 0.5)
        await(acquire_lock("t1.14", 1))
      end)
    end)
    return 90
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    put_nowait("main.2", 2, 4)
  end)
  shelter("main.5", "Exception", function()
    notify("main.4", 1, 1)
  end)
  get_var("main.6")
end
--[==[ trace
0 main.2 nil
0 main.4 misuse
0 main.6 0
1 t1.1 misuse false
1 t1.2
1 t1.3
1 t1.4 true
1 t1.5 4
1 t1.7
1 c1.2 misuse
2 c1.5 CancelledError
4 c1.7 TimeoutError
4 t1.8 47
6 t1.11 TimeoutError
8 t1.13 TimeoutError
8 t1.14
]==]
