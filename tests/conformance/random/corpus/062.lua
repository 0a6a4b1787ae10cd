-- Random program, seed 3404; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"bounded", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 1}, {"fifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      await(nap(0))
      uncancel("t1.1")
      soon(1, function()
        put_nowait("k1.1", 2, 2)
        for _ = 1, 3 do
          put_nowait("k1.2", 2, 6)
          boom("k1.4")
        end
        notify("k1.6", 1, 2)
      end)
    end)
    do
      local _ <close> = await(semaphore(1):acquire())
      local t2 = async(function()
        shelter("t2.1", nil, function()
          await(nap(1))
        end)
        uncancel("t2.2")
        return 5
      end)
      spawn(2, t2, false)
    end
    return 22
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    await(abort_barrier("main.1", 1))
    await(wait_limited("main.2", 1, 1))
    mark("main.3")
    cancelling("main.4")
  end)
  await(nap(2))
  await(wait_some("main.6", {1, 2, 1}, -1, "FIRST_COMPLETED"))
  shelter("main.9", "Exception", function()
    set_event(1)
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(join("main.7", 2))
    end)
  end)
  shelter("main.15", "Exception", function()
    state_of("main.10", 1)
    await(wait_some("main.11", {2}, 0.25, "FIRST_EXCEPTION"))
    reschedule("main.12", 1, 0)
    shelter("main.14", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(wait_barrier("main.13", 1))
    end)
  end)
  shelter("main.16", nil, function()
    await(nap(0))
  end)
  shelter("main.19", "Exception", function()
    mark("main.17")
    for _ = 1, 3 do
      do
        local _ <close> = timeout_scope(3, 1)
        await(nap(0.5))
        local t3 = async(function()
          await(wait_some("t3.1", {1, 2}, 1, "FIRST_EXCEPTION"))
          await(wait_some("t3.2", {2, 2}, 0, "ALL_COMPLETED"))
          await(nap(1))
          return 34
        end)
        spawn(3, t3, false)
      end
    end
    put_nowait("main.18", 1, 3)
  end)
end
--[==[ trace
0 main.1 true
2 t1.1 0
3 k1.1 nil
3 k1.2 nil
3 k1.4
3 callback failed: Boom k1.4
3 main.2 22
3 main.3
3 main.4 0
5 t2.2 0
9 main.6 {t1, t2} {}
9 main.7 5
9 main.10 finished 22
11 main.11 {t2} {}
11 main.12 misuse
11 main.14 BrokenBarrierError
12 main.17
17 t3.1 {t1, t2} {}
19 t3.2 {t2} {}
24 t3.1 {t1, t2} {}
26 t3.2 {t2} {}
28 main.18 nil
]==]
