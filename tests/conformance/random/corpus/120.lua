-- Random program, seed 1282; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(put("t1.1", 1, 7))
    await(nap(1.5))
    return 54
  end)
  spawn(1, t1, false)
  shelter("main.14", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(wait_barrier("main.1", 1))
    end)
    bump()
    mark("main.3")
    local ok, err = try(function()
      local _ <close> = defer(function()
        mark("main.9")
        local c1 = async(function()
          shelter("c1.4", "Exception", function()
            release_semaphore("c1.1", 2)
            shelter("c1.3", "Exception", function()
              local _ <close> = timeout_scope(5, 0.25)
              await(put("c1.2", 1, 2))
            end)
          end)
          cancel("c1.5", 1)
          await(wait_some("c1.6", {1, 1}, nil, "FIRST_EXCEPTION"))
          shelter("c1.8", "Exception", function()
            local _ <close> = timeout_scope(6, 0.5)
            await(acquire_semaphore("c1.7", 2))
          end)
          get_nowait("c1.9", 2)
          return 19
        end)
        await(each_outcome("main.10", {1, c1, 1}, 2))
        mark("main.11")
      end)
      notify("main.4", 1, 3)
      do
        local _ <close> = await(semaphore(2):acquire())
        shelter("main.6", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(wait_barrier("main.5", 1))
        end)
      end
      do
        local _ <close> = timeout_scope(3, 1)
        shelter("main.8", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(wait_barrier("main.7", 1))
        end)
      end
    end)
    if not ok then
      expect(err, CancelledError)
      log_error("main.12", err)
      cancel("main.13", 1)
    end
  end)
  await(wait_some("main.15", {1}, 1, "ALL_COMPLETED"))
  shelter("main.17", "Exception", function()
    local _ <close> = timeout_scope(7, 1)
    await(get("main.16", 2))
  end)
  shelter("main.19", "Exception", function()
    get_nowait("main.18", 2)
  end)
end
--[==[ trace
1 t1.1
3 main.2 TimeoutError
3 main.3
3 main.4 misuse
7 main.9
8 c1.1 nil false
8 c1.2
8 c1.5 false
9 main.10 54
10 c1.6 {t1} {}
10 c1.7
10 c1.9 QueueEmpty
12 main.10 19
12 main.11
12 main.12 CancelledError
12 main.13 false
14 main.15 {t1} {}
16 main.17 TimeoutError
16 main.18 QueueEmpty
]==]
