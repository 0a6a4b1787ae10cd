-- Random program, seed 1106; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"bounded", 2}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 3}, {"lifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      cancelling("t1.1")
      set_future("t1.2", 2, 1)
    end)
    return 8
  end)
  spawn(1, t1, true)
  shelter("main.6", "Exception", function()
    await(wait_limited("main.1", 1, -1))
    start_gather(1, {1}, true)
    cancelling("main.2")
    await(wait_gather("main.3", 1))
    put_nowait("main.4", 1, 9)
    set_future("main.5", 4, 9)
  end)
  shelter("main.11", nil, function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join("main.7", 1))
    end)
    local c1 = async(function()
      local t2 = async(function()
        shelter("t2.4", nil, function()
          local g1 = coroutine.wrap(function()
            shelter("g1.2", "Exception", function()
              local _ <close> = timeout_scope(2, 0)
              await(wait_future("g1.1", 1))
            end)
            fail_future("g1.3", 4)
            coroutine.yield(1)
          end)
          for value in g1 do log("t2.1", value) end
          await(wait_limited("t2.2", 1, 0))
          local _ <close> = await(semaphore(2):acquire())
          watch("t2.3", 1)
        end)
        shelter("t2.16", "Exception", function()
          shelter("t2.6", "Exception", function()
            local _ <close> = timeout_scope(3, 0.25)
            await(wait_future("t2.5", 4))
          end)
          do
            local ok, err = try(function()
              state_of("t2.7", 2)
              shelter("t2.9", "Exception", function()
                local _ <close> = timeout_scope(4, 1)
                await(wait_future("t2.8", 4))
              end)
            end)
            if not ok then
              expect(err, CancelledError)
              log_error("t2.10", err)
              shutdown_queue("t2.11", 1, false)
              shelter("t2.13", "Exception", function()
                local _ <close> = timeout_scope(5, 0.25)
                await(put("t2.12", 2, 1))
              end)
              error(err, 0)
            end
          end
          shelter("t2.15", "Exception", function()
            local _ <close> = timeout_scope(6, 0.25)
            await(join("t2.14", 1))
          end)
        end)
        return 90
      end)
      spawn(2, t2, false)
      await(wait_shielded("c1.1", 1))
      await(wait_limited("c1.2", 2, 0.5))
      shelter("c1.6", "Exception", function()
        shelter("c1.4", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(join("c1.3", 1))
        end)
        get_nowait("c1.5", 1)
      end)
      return 62
    end)
    await(wait_shielded("main.9", c1))
    set_future("main.10", 2, 3)
  end)
  shelter("main.14", nil, function()
    notify_all("main.12", 1)
    await(wait_limited("main.13", 2, 0.5))
  end)
  shelter("main.18", "Exception", function()
    do
      local _ <close> = await(semaphore(1):acquire())
      set_future("main.15", 4, 5)
      await(wait_limited("main.16", 2, 1))
    end
    shutdown_queue("main.17", 2, false)
  end)
  await(nap(0.5))
  boom("main.19")
end
--[==[ trace
0 t1.1 0
0 t1.2 nil
0 main.1 8
0 main.2 0
0 main.3 [8]
0 main.4 nil
0 main.5 nil
0 main.7 8
1 c1.1 8
4 g1.2 TimeoutError
4 g1.3 InvalidStateError
4 t2.1 1
4 t2.2 8
4 t2.5 9
4 t2.7 pending
4 t2.8 9
4 t2.14 8
5 t2.3 finished 8
5 c1.2 90
5 c1.3 8
5 c1.5 9
7 main.9 62
7 main.10 InvalidStateError
7 main.12 misuse
7 main.13 90
7 main.15 InvalidStateError
7 main.16 90
7 main.17
9 main.19
- raised Boom main.19
]==]
