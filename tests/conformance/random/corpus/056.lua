-- Random program, seed 325; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    cancel("t1.1", 1)
    local g1 = coroutine.wrap(function()
      do
        local _ <close> = defer(function()
          mark("g1.5")
          state_of("g1.6", 1)
          cancel_future("g1.7", 1)
        end)
        notify("g1.2", 1, 2)
        shelter("g1.4", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(join_queue("g1.3", 1))
        end)
      end
      later(1, 2, function()
        put_nowait("k1.1", 1, 2)
        queue_size("k1.2", 2)
      end)
      coroutine.yield(1)
      local t2 = async(function()
        shelter("t2.3", "Exception", function()
          state_of("t2.1", 2)
          state_of("t2.2", 1)
        end)
        shelter("t2.5", "Exception", function()
          set_var(4)
          fail_future("t2.4", 2)
        end)
        return 58
      end)
      spawn(2, t2, true)
      cancel("g1.8", 2)
      coroutine.yield(2)
    end)
    for value in g1 do log("t1.2", value) end
    local c1 = async(function()
      shelter("c1.2", nil, function()
        notify("c1.1", 1, 3)
      end)
      return 9
    end)
    await(gather_all("t1.3", {c1}, true))
    return 6
  end)
  spawn(1, t1, true)
  shelter("main.7", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(2, 0.25)
      await(put("main.1", 1, 3))
    end)
    notify("main.3", 1, 1)
    do
      local _ <close> = await(semaphore(2):acquire())
      release_semaphore("main.4", 1)
      clear_event(1)
      local g2 = coroutine.wrap(function()
        local g3 = coroutine.wrap(function()
          shelter("g3.2", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(put("g3.1", 2, 3))
          end)
          coroutine.yield(1)
        end)
        for value in g3 do log("g2.1", value) end
        coroutine.yield(1)
        await(gather_all("g2.2", {2}, true))
        watch("g2.3", 1)
        coroutine.yield(2)
      end)
      for value in g2 do log("main.5", value) end
    end
    await(wait_some("main.6", {2, 1}, 1, "FIRST_EXCEPTION"))
  end)
  set_future("main.8", 3, 2)
  shelter("main.9", nil, function()
    set_event(1)
  end)
end
--[==[ trace
0 g1.2 misuse
0 g1.3
0 g1.5
0 g1.6 none
0 g1.7 true
0 t1.2 1
0 t2.1 none
0 t2.2 none
0 t2.4 nil
0 g1.8 false
0 t1.2 2
0 main.1
0 main.3 misuse
0 main.4 nil false
0 g3.1
0 g2.1 1
0 main.5 1
0 g2.2 [58]
0 main.5 2
1 c1.1 misuse
3 t1.3 [9]
4 g2.3 finished 6
5 main.6 {t1, t2} {}
5 main.8 nil
]==]
