-- Random program, seed 5676; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"priority", 1}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    cancel("t1.1", 1)
    bump()
    put_nowait("t1.2", 2, 9)
    return 1
  end)
  spawn(1, t1, false)
  shelter("main.3", "Exception", function()
    local t2 = async(function()
      do
        local _ <close> = timeout_scope(1, 0.5)
        shelter("t2.3", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(put("t2.2", 1, 1))
        end)
        do
          local ok, err = try(function()
            cancelling("t2.4")
            await(nap(1))
          end)
          if not ok then
            expect(err, "Exception")
            log_error("t2.5", err)
            put_nowait("t2.6", 1, 2)
            get_var("t2.7")
          end
        end
      end
      await(gather_all("t2.8", {1}, true))
      return 34
    end)
    spawn(2, t2, false)
    local t3 = async(function()
      shelter("t3.14", nil, function()
        do
          local ok, err = try(function()
            await(gather_all("t3.1", {1, 1}, true))
            await(wait_some("t3.2", {1}, nil, "FIRST_EXCEPTION"))
            local ok, err = try(function()
              await(nap(0.25))
            end)
            if not ok then
              expect(err, CancelledError)
              log_error("t3.3", err)
              await(nap(0.5))
              shelter("t3.5", "Exception", function()
                local _ <close> = timeout_scope(3, 0.5)
                await(join("t3.4", 1))
              end)
            end
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t3.6", err)
            set_future("t3.7", 2, 6)
          end
        end
        for _ = 1, 3 do
          do
            local _ <close> = await(lock(1):acquire())
            get_var("t3.8")
            state_of("t3.9", 1)
            shelter("t3.11", "Exception", function()
              local _ <close> = timeout_scope(4, 0)
              await(wait_barrier("t3.10", 1))
            end)
          end
          state_of("t3.12", 2)
        end
        put_nowait("t3.13", 1, 1)
      end)
      return 19
    end)
    spawn(3, t3, false)
    await(look("main.1", 3))
    notify_all("main.2", 1)
  end)
  shelter("main.5", nil, function()
    mark("main.4")
  end)
  shelter("main.15", "Exception", function()
    start_gather(1, {2}, false)
    do
      local ok, err = try(function()
        await(wait_some("main.6", {1, 1, 3}, -1, "FIRST_COMPLETED"))
        shelter("main.8", "Exception", function()
          local _ <close> = timeout_scope(5, 0.25)
          await(get("main.7", 1))
        end)
        await(look("main.9", 2))
      end)
      if not ok then
        expect(err, "Exception")
        log_error("main.10", err)
        set_future("main.11", 2, 9)
        error(err, 0)
      end
    end
    await(wait_gather("main.12", 1))
    shelter("main.14", "Exception", function()
      local _ <close> = timeout_scope(6, 0.25)
      await(put("main.13", 2, 2))
    end)
  end)
  shelter("main.17", nil, function()
    boom("main.16")
  end)
  await(look("main.18", 3))
  shelter("main.20", nil, function()
    await(reset_barrier("main.19", 1))
  end)
end
--[==[ trace
1 t1.1 true
1 t1.2 nil
1 t2.2
1 t2.4 0
1 t3.1 [CancelledError, CancelledError]
3 t3.2 {t1} {}
5 t3.8 0
5 t3.9 cancelled
7 t3.11 TimeoutError
7 t3.12 pending
7 t3.8 0
7 t3.9 cancelled
9 t3.11 TimeoutError
9 t3.12 pending
9 t3.8 0
9 t3.9 cancelled
11 t3.11 TimeoutError
11 t3.12 pending
11 t3.13 QueueFull
12 main.1 19
12 main.2 misuse
12 main.4
14 main.6 {t1, t3} {}
14 main.7 1
17 main.9 TimeoutError
17 main.15 TimeoutError
17 main.16
17 main.17 Boom main.16
17 main.18 19
17 main.19 0
]==]
