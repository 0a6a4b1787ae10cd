-- Random program, seed 4298; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local c1 = async(function()
        shelter("c1.3", nil, function()
          set_event(2)
          local c2 = async(function()
            shelter("c2.3", "Exception", function()
              await(nap(0.25))
              cancel("c2.2", 1)
            end)
            cancel("c2.4", 1)
            uncancel("c2.5")
            mark("c2.6")
            return 29
          end)
          local c3 = async(function()
            shelter("c3.5", nil, function()
              mark("c3.1")
              notify("c3.3", 1, 2)
              mark("c3.4")
            end)
            return 5
          end)
          local c4 = async(function()
            shelter("c4.3", "Exception", function()
              set_event(1)
              cancel("c4.1", 1)
              notify("c4.2", 1, 1)
            end)
            watch("c4.5", 1)
            cancel("c4.6", 0)
            return 14
          end)
          await(each_outcome("c1.1", {c2, c3, c4}, 0))
          release_semaphore("c1.2", 2)
        end)
        return 52
      end)
      await(wait_limited("t1.1", c1, 0.5))
    end)
    shelter("t1.4", nil, function()
      put_nowait("t1.3", 2, 7)
    end)
    return 74
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(join("main.1", 1))
    end)
  end)
  shelter("main.5", "Exception", function()
    cancel("main.4", 1)
  end)
  mark("main.6")
  shelter("main.8", nil, function()
    notify("main.7", 1, 3)
  end)
  cancel("main.9", 1)
end
--[==[ trace
2 c3.1
2 c3.3 misuse
2 c3.4
2 c4.1 true
2 c4.2 misuse
2 c4.6 true
3 c1.1 CancelledError
3 c1.1 TimeoutError
3 c1.1 TimeoutError
3 c1.2 misuse false
3 t1.1 52
3 t1.3 nil
4 main.1 74
4 main.4 false
4 main.6
4 main.7 misuse
4 main.9 false
4 c4.5 finished 74
]==]
