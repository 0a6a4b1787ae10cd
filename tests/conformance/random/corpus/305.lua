-- Random program, seed 5956; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"lifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    state_of("t1.1", 1)
    return 38
  end)
  spawn(1, t1, false)
  await(wait_shielded("main.1", 1))
  local g1 = coroutine.wrap(function()
    put_nowait("g1.1", 1, 6)
    task_done("g1.2", 2)
    coroutine.yield(1)
  end)
  for value in g1 do log("main.2", value) end
  shelter("main.9", "Exception", function()
    local c1 = async(function()
      shelter("c1.11", nil, function()
        bump()
        bump()
        do
          local _ <close> = await(semaphore(2):acquire())
          do
            local _ <close> = timeout_scope(1, 0)
            set_future("c1.1", 2, 8)
            cancelling("c1.2")
          end
          expired("c1.3", 1)
          do
            local _ <close> = timeout_scope(2, 2)
            shelter("c1.5", "Exception", function()
              local _ <close> = timeout_scope(3, 0)
              await(wait_event("c1.4", 1))
            end)
            await(nap(2))
          end
          do
            local ok, err = try(function()
              await(nap(0))
            end)
            if not ok then
              expect(err, "Exception")
              log_error("c1.6", err)
              shelter("c1.8", "Exception", function()
                local _ <close> = timeout_scope(4, 0.25)
                await(acquire_semaphore("c1.7", 2))
              end)
              state_of("c1.9", 1)
            end
          end
        end
        cancelling("c1.10")
      end)
      return 4
    end)
    await(gather_all("main.4", {c1}, true))
    set_future("main.5", 2, 7)
    state_of("main.6", 1)
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(wait_event("main.7", 1))
    end)
  end)
  set_future("main.10", 3, 9)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local _ <close> = timeout_scope(6, nil)
      watch("t2.1", 1)
    end)
    return 60
  end)
  spawn(2, t2, false)
  notify("main.11", 1, 1)
  shelter("main.13", "Exception", function()
    await(join("main.12", 2))
    await(nap(0.5))
  end)
  shelter("main.16", "Exception", function()
    cancelling("main.15")
  end)
end
--[==[ trace
1 t1.1 pending
3 main.1 38
3 g1.1 nil
3 g1.2 misuse
3 main.2 1
4 c1.1 nil
4 c1.2 0
4 c1.3 false
6 c1.5 TimeoutError
8 c1.11 TimeoutError
10 main.4 [4]
10 main.5 InvalidStateError
10 main.6 finished 38
12 main.8 TimeoutError
12 main.10 nil
12 main.11 misuse
14 t2.1 finished 38
14 main.12 60
16 main.15 0
]==]
