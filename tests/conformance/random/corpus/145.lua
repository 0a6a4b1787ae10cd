-- Random program, seed 1464; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"bounded", 1}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 0}, {"fifo", 0}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      task_done("t1.1", 2)
      cancel("t1.2", 1)
    end)
    do
      local _ <close> = group_scope(1)
      state_of("t1.4", 1)
      task_done("t1.5", 1)
      local t2 = async(function()
        shelter("t2.2", "Exception", function()
          await(nap(1))
        end)
        return 60
      end)
      spawn(2, t2, false)
      boom("t1.6")
    end
    await(wait_some("t1.7", {2}, -1, "FIRST_EXCEPTION"))
    cancel("t1.8", 1)
    return 6
  end)
  spawn(1, t1, true)
  shelter("main.21", nil, function()
    state_of("main.1", 2)
    notify("main.2", 1, 1)
    do
      local ok, err = try(function()
        do
          local ok, err = try(function()
            do
              local _ <close> = defer(function()
                mark("main.6")
                put_nowait("main.7", 1, 9)
                mark("main.8")
              end)
              shelter("main.4", "Exception", function()
                local _ <close> = timeout_scope(1, 0)
                await(put("main.3", 1, 8))
              end)
              reschedule("main.5", 1, 0.5)
            end
            local _ <close> = group_scope(2)
            queue_size("main.10", 2)
            get_nowait("main.11", 1)
            notify("main.12", 1, 1)
            get_nowait("main.13", 2)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("main.14", err)
            await(wait_shielded("main.15", 2))
          end
        end
        await(put("main.16", 1, 6))
      end)
      if not ok then
        expect(err, "Exception")
        log_error("main.17", err)
        put_nowait("main.18", 1, 9)
        watch_future("main.19", 3)
        error(err, 0)
      end
    end
    local _ <close> = group_scope(3)
    reschedule("main.20", 1, 1)
  end)
  shelter("main.30", nil, function()
    shelter("main.23", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(wait_barrier("main.22", 1))
    end)
    local _ <close> = defer(function()
      mark("main.28")
      put_nowait("main.29", 2, 8)
    end)
    do
      local _ <close> = group_scope(4)
      do
        local _ <close> = group_scope(5)
        state_of("main.24", 1)
        await(nap(1.5))
      end
      await(wait_some("main.25", {2, 1}, 1, "ALL_COMPLETED"))
      cancel("main.26", 2)
      reschedule("main.27", 2, nil)
    end
    await(nap(0))
  end)
  shelter("main.33", nil, function()
    shelter("main.32", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(get("main.31", 1))
    end)
  end)
  shelter("main.35", "Exception", function()
    notify("main.34", 1, 2)
  end)
end
--[==[ trace
0 t1.1 misuse
0 t1.4 none
0 t1.5 misuse
0 t1.6
0 main.1 pending
0 main.2 misuse
0 main.3
0 main.5 misuse
0 main.6
0 main.7 nil
0 main.8
0 main.10 0 true false
0 main.11 8
0 main.12 misuse
0 main.13 QueueEmpty
0 main.16
0 main.20 misuse
2 main.23 TimeoutError
2 main.24 failed Group[Boom t1.6]
8 main.25 {t1, t2} {}
8 main.26 false
8 main.27 misuse
9 main.28
9 main.29 nil
9 main.31 6
9 main.34 misuse
]==]
