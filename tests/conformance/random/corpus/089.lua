-- Random program, seed 2742; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.9", nil, function()
      local ok, err = try(function()
        shutdown_queue("t1.1", 2, true)
        local t2 = async(function()
          get_var("t2.1")
          shelter("t2.3", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(wait_future("t2.2", 1))
          end)
          get_var("t2.4")
          notify_all("t2.5", 1)
          shelter("t2.7", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(wait_condition("t2.6", 1))
          end)
          uncancel("t2.8")
          shelter("t2.10", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(wait_barrier("t2.9", 1))
          end)
          boom("t2.11")
          return 77
        end)
        spawn(2, t2, false)
        local _ <close> = await(lock(1):acquire())
        clear_event(2)
        shelter("t1.3", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(wait_event("t1.2", 2))
        end)
        await(join("t1.4", 2))
      end)
      if not ok then
        log_error("t1.5", err)
        do
          local _ <close> = await(lock(1):acquire())
          shelter("t1.7", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(wait_condition("t1.6", 1))
          end)
          queue_size("t1.8", 1)
        end
        error(err, 0)
      end
    end)
    return 1
  end)
  spawn(1, t1, true)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(join_queue("main.1", 1))
    end)
  end)
  shelter("main.7", nil, function()
    local _ <close> = await(lock(1):acquire())
    queue_size("main.4", 2)
    mark("main.5")
    release_semaphore("main.6", 2)
  end)
  shelter("main.9", "Exception", function()
    uncancel("main.8")
  end)
  shelter("main.11", "Exception", function()
    uncancel("main.10")
  end)
  shelter("main.15", nil, function()
    shelter("main.14", "Exception", function()
      local _ <close> = timeout_scope(7, 0.25)
      await(wait_barrier("main.13", 1))
    end)
  end)
  shelter("main.17", "Exception", function()
    await(join("main.16", 1))
  end)
end
--[==[ trace
0 t1.1
0 main.1
1 t2.1 0
3 t1.3 TimeoutError
5 t2.3 TimeoutError
5 t2.4 0
5 t2.5 misuse
5 t2.7 misuse
5 t2.8 0
7 t2.10 TimeoutError
7 t2.11
8 t1.5 Boom t2.11
9 main.4 0 true false
9 main.5
9 main.6 nil false
9 main.8 0
9 main.10 0
10 t1.7 misuse
10 t1.8 0 true false
10 t1.9 Boom t2.11
12 main.14 TimeoutError
12 main.16 1
]==]
