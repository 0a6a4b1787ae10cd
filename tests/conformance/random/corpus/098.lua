-- Random program, seed 3325; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      await(nap(1))
      put_nowait("t1.1", 1, 8)
      release_semaphore("t1.2", 1)
    end)
    shelter("t1.5", nil, function()
      local c1 = async(function()
        shelter("c1.2", nil, function()
          set_event(1)
          cancelling("c1.1")
          local _ <close> = group_scope(1)
          await(nap(1))
        end)
        return 25
      end)
      await(wait_shielded("t1.4", c1))
    end)
    return 35
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", "Exception", function()
      local t3 = async(function()
        shelter("t3.6", nil, function()
          do
            local ok, err = try(function()
              clear_event(1)
            end)
            if not ok then
              log_error("t3.1", err)
              mark("t3.2")
            end
          end
          local c2 = async(function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(1, 1)
              await(wait_barrier("c2.1", 1))
            end)
            mark("c2.3")
            return 74
          end)
          await(gather_all("t3.3", {1, c2, 1}, true))
          for _ = 1, 3 do
            shelter("t3.5", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(wait_barrier("t3.4", 1))
            end)
          end
          await(nap(1))
        end)
        shelter("t3.10", "Exception", function()
          mark("t3.7")
          task_done("t3.8", 2)
          mark("t3.9")
        end)
        return 32
      end)
      spawn(3, t3, false)
    end)
    shelter("t2.2", nil, function()
      set_event(2)
    end)
    return 89
  end)
  spawn(2, t2, false)
  shelter("main.4", "Exception", function()
    set_event(1)
    local _ <close> = await(condition(1):acquire())
    put_nowait("main.1", 2, 4)
    release_semaphore("main.2", 2)
    notify_all("main.3", 1)
  end)
  shelter("main.17", nil, function()
    do
      local _ <close> = group_scope(2)
      for _ = 1, 3 do
        do
          local ok, err = try(function()
            shelter("main.6", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(join("main.5", 1))
            end)
            notify("main.7", 1, 2)
            mark("main.8")
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("main.9", err)
            set_future("main.10", 1, 2)
            mark("main.11")
          end
        end
        cancelling("main.12")
      end
      local c3 = async(function()
        mark("c3.1")
        await(nap(0.5))
        return 78
      end)
      await(gather_all("main.13", {2, c3, 2}, true))
      shelter("main.15", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(join("main.14", 2))
      end)
    end
    notify("main.16", 1, 3)
  end)
  shelter("main.19", "Exception", function()
    release_semaphore("main.18", 2)
  end)
  shelter("main.21", nil, function()
    mark("main.20")
  end)
end
--[==[ trace
0 main.1 nil
0 main.2 misuse false
0 main.3 nil
5 t1.3 CancelledError
5 c2.2 TimeoutError
5 c2.3
6 c1.1 0
10 t1.4 25
11 main.5 35
11 main.7 misuse
11 main.8
11 main.12 0
11 main.5 35
11 main.7 misuse
11 main.8
11 main.12 0
11 main.5 35
11 main.7 misuse
11 main.8
11 main.12 0
12 c3.1
12 t3.3 [35, 74, 35]
16 main.13 [89, 78, 89]
16 main.14 89
16 main.16 misuse
16 main.18 misuse false
16 main.20
18 t3.6 CancelledError
18 t3.7
18 t3.8 nil
18 t3.9
]==]
