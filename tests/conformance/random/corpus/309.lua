-- Random program, seed 210; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(0))
    return 47
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.8", "Exception", function()
      do
        local _ <close> = timeout_scope(1, nil)
        cancel("t2.1", 1)
        release_semaphore("t2.2", 2)
      end
      expired("t2.3", 1)
      cancel("t2.4", 2)
      shelter("t2.6", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(put("t2.5", 2, 8))
      end)
      mark("t2.7")
    end)
    return 60
  end)
  spawn(2, t2, false)
  shelter("main.2", "Exception", function()
    local _ <close> = await(lock(1):acquire())
    get_nowait("main.1", 2)
  end)
  shelter("main.4", nil, function()
    local g1 = coroutine.wrap(function()
      local g2 = coroutine.wrap(function()
        do
          local _ <close> = await(lock(1):acquire())
          cancel("g2.1", 2)
          cancel("g2.2", 2)
          put_nowait("g2.3", 1, 9)
        end
        later(1, 0.5, function()
          put_nowait("k1.1", 2, 8)
          get_nowait("k1.2", 2)
          cancel("k1.3", 2)
        end)
        coroutine.yield(1)
        local c1 = async(function()
          shelter("c1.3", nil, function()
            reschedule("c1.1", 2, 1)
            release_semaphore("c1.2", 1)
            set_event(1)
          end)
          return 82
        end)
        await(each_outcome("g2.4", {c1}, 0.5))
        coroutine.yield(2)
      end)
      for value in g2 do log("g1.1", value) end
      do
        local _ <close> = defer(function()
          mark("g1.6")
          notify("g1.7", 1, 2)
        end)
        do
          local _ <close> = await(lock(1):acquire())
          cancel("g1.2", 1)
          mark("g1.3")
        end
        cancel("g1.4", 2)
        cancel("g1.5", 2)
      end
      coroutine.yield(1)
      await(look("g1.8", 2))
      coroutine.yield(2)
    end)
    for value in g1 do log("main.3", value) end
  end)
  shelter("main.6", nil, function()
    task_done("main.5", 2)
  end)
  shelter("main.8", nil, function()
    cancel("main.7", 1)
  end)
  shelter("main.10", "Exception", function()
    cancel("main.9", 1)
  end)
end
--[==[ trace
0 main.1 QueueEmpty
0 g2.1 true
0 g2.2 true
0 g2.3 nil
0 g1.1 1
1 c1.2 nil false
3 g2.4 82
3 g1.1 2
3 g1.2 false
3 g1.3
3 g1.4 false
3 g1.5 false
3 g1.6
3 g1.7 misuse
3 main.3 1
3 g1.8 CancelledError
3 main.3 2
3 main.5 misuse
3 main.7 false
3 main.9 false
]==]
