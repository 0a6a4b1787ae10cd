-- Random program, seed 4614; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    do
      local _ <close> = defer(function()
        mark("t1.3")
        get_nowait("t1.4", 2)
        release_semaphore("t1.5", 1)
      end)
      cancel("t1.1", 1)
      cancel("t1.2", 1)
    end
    return 23
  end)
  spawn(1, t1, false)
  shelter("main.1", nil, function()
    local b1 = async(function()
      put_nowait("b1.1", 1, 7)
      await(look("b1.2", 1))
      shelter("b1.7", "Exception", function()
        uncancel("b1.3")
        do
          local _ <close> = await(semaphore(1):acquire())
          local c1 = async(function()
            shelter("c1.6", "Exception", function()
              await(wait_some("c1.1", {1, 1, 1}, 0, "FIRST_COMPLETED"))
              get_nowait("c1.2", 1)
              set_future("c1.3", 2, 1)
              shelter("c1.5", "Exception", function()
                local _ <close> = timeout_scope(1, 0.5)
                await(get("c1.4", 1))
              end)
            end)
            await(reset_barrier("c1.7", 1))
            mark("c1.8")
            await(wait_some("c1.9", {1}, 1, "FIRST_EXCEPTION"))
            release_semaphore("c1.10", 1)
            return 90
          end)
          await(wait_limited("b1.4", c1, 1))
          set_future("b1.5", 4, 2)
          await(nap(1))
        end
        get_var("b1.6")
      end)
      return 40
    end)
    await(b1())
  end)
  shelter("main.3", nil, function()
    await(wait_some("main.2", {1}, nil, "ALL_COMPLETED"))
  end)
  shelter("main.5", "Exception", function()
    fail_future("main.4", 2)
  end)
  shelter("main.7", "Exception", function()
    release_semaphore("main.6", 1)
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(wait_future("main.8", 4))
    end)
  end)
end
--[==[ trace
0 b1.1 nil
1 t1.1 true
1 t1.2 true
1 t1.3
1 t1.4 QueueEmpty
1 t1.5 nil false
2 b1.2 CancelledError
2 b1.3 0
4 c1.1 {t1} {}
4 c1.2 7
4 c1.3 nil
6 c1.5 TimeoutError
6 c1.7 0
6 c1.8
8 c1.9 {t1} {}
8 c1.10 nil false
8 b1.4 90
8 b1.5 nil
10 b1.6 0
12 main.2 {t1} {}
12 main.4 InvalidStateError
12 main.6 nil false
12 main.8 2
]==]
