-- Random program, seed 4114; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 2,
    conditions = 1,
    queues = {{"lifo", 3}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.21", nil, function()
      put_nowait("t1.1", 2, 5)
      do
        local _ <close> = await(lock(1):acquire())
        later(1, 0, function()
          put_nowait("k1.1", 1, 7)
        end)
        cancel("t1.2", 1)
        do
          local _ <close> = defer(function()
            mark("t1.4")
            release_semaphore("t1.5", 2)
          end)
          mark("t1.3")
        end
      end
      do
        local _ <close> = group_scope(1)
        queue_size("t1.6", 1)
        do
          local ok, err = try(function()
            cancel("t1.8", 1)
            shelter("t1.10", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(acquire_semaphore("t1.9", 2))
            end)
            get_nowait("t1.11", 1)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("t1.12", err)
            await(nap(2))
            error(err, 0)
          end
        end
        do
          local ok, err = try(function()
            set_event(2)
            release_semaphore("t1.13", 1)
            shelter("t1.15", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(get("t1.14", 2))
            end)
          end)
          if not ok then
            log_error("t1.16", err)
            shelter("t1.18", "Exception", function()
              local _ <close> = timeout_scope(3, 0.25)
              await(wait_event("t1.17", 1))
            end)
          end
        end
        mark("t1.19")
      end
      local c1 = async(function()
        do
          local _ <close> = await(condition(1):acquire())
          notify_all("c1.1", 1)
        end
        state_of("c1.2", 1)
        shelter("c1.4", "Exception", function()
          mark("c1.3")
        end)
        return 24
      end)
      await(wait_limited("t1.20", c1, 0.25))
    end)
    return 22
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    put_nowait("main.1", 1, 3)
  end)
  shelter("main.4", nil, function()
    notify("main.3", 1, 1)
  end)
  shelter("main.6", nil, function()
    cancelling("main.5")
  end)
end
--[==[ trace
0 main.1 nil
0 main.3 misuse
0 main.5 0
1 t1.1 nil
1 t1.2 true
1 t1.3
1 t1.4
1 t1.5 nil false
1 t1.6 1 false false
1 t1.8 true
1 t1.9
1 t1.11 3
1 t1.13 nil false
1 t1.14 5
1 t1.19
1 c1.1 nil
1 c1.2 pending
1 c1.3
1 t1.20 24
2 k1.1 nil
]==]
