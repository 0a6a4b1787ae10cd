-- Random program, seed 3014; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    notify("t1.1", 1, 2)
    get_nowait("t1.2", 2)
    shelter("t1.4", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(acquire_lock("t1.3", 1))
    end)
    shelter("t1.11", "Exception", function()
      for _ = 1, 2 do
        local t2 = async(function()
          shelter("t2.3", "Exception", function()
            await(nap(1.5))
            shelter("t2.2", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(get("t2.1", 1))
            end)
          end)
          shelter("t2.5", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(wait_barrier("t2.4", 1))
          end)
          shelter("t2.7", "Exception", function()
            local _ <close> = timeout_scope(4, 0)
            await(get("t2.6", 1))
          end)
          shelter("t2.9", "Exception", function()
            local _ <close> = timeout_scope(5, 0)
            await(put("t2.8", 2, 2))
          end)
          return 28
        end)
        spawn(2, t2, false)
        do
          local ok, err = try(function()
            notify("t1.5", 1, 1)
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t1.6", err)
            clear_event(2)
            shelter("t1.8", "Exception", function()
              local _ <close> = timeout_scope(6, 0.5)
              await(wait_future("t1.7", 1))
            end)
          end
        end
      end
      local c1 = async(function()
        shelter("c1.2", nil, function()
          set_event(1)
          get_nowait("c1.1", 1)
        end)
        cancel("c1.3", 1)
        return 12
      end)
      await(each_outcome("t1.9", {c1}, 1))
      get_nowait("t1.10", 1)
    end)
    return 65
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(wait_barrier("main.1", 1))
    end)
  end)
  release_semaphore("main.4", 2)
  shelter("main.5", nil, function()
    clear_event(2)
  end)
  shelter("main.8", "Exception", function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(8, 0.25)
      await(get("main.6", 2))
    end)
  end)
  shelter("main.12", nil, function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(9, 0.25)
      await(acquire_lock("main.10", 2))
    end)
  end)
  await(nap(2))
end
--[==[ trace
1 t1.1 misuse
1 t1.2 QueueEmpty
1 t1.3
1 t1.5 misuse
1 t1.5 misuse
2 c1.1 QueueEmpty
2 c1.3 true
3 t1.9 CancelledError
3 t1.10 QueueEmpty
5 main.2 TimeoutError
5 main.4 nil false
7 main.7 TimeoutError
7 main.10
11 t2.2 TimeoutError
11 t2.2 TimeoutError
11 t2.4 1
12 t2.4 0
13 t2.7 TimeoutError
13 t2.8
14 t2.7 TimeoutError
14 t2.8
]==]
