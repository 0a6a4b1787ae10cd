-- Random program, seed 1097; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"bounded", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      set_var(8)
      local c1 = async(function()
        shelter("c1.2", nil, function()
          await(nap(0))
          set_event(1)
          state_of("c1.1", 0)
        end)
        return 59
      end)
      await(each_completed("t1.1", {c1}, 1))
    end)
    return 8
  end)
  spawn(1, t1, false)
  shelter("main.7", nil, function()
    state_of("main.1", 1)
    await(look("main.2", 1))
    do
      local _ <close> = await(condition(2):acquire())
      cancel("main.3", 1)
      local c2 = async(function()
        shelter("c2.5", "Exception", function()
          clear_event(1)
          cancel("c2.2", 1)
          mark("c2.3")
          cancel("c2.4", 1)
        end)
        shelter("c2.7", "Exception", function()
          await(nap(0))
          local c3 = async(function()
            shelter("c3.4", nil, function()
              mark("c3.1")
              mark("c3.2")
              await(abort_barrier("c3.3", 1))
            end)
            return 56
          end)
          await(gather_all("c2.6", {c3, 1, 1}, true))
        end)
        return 71
      end)
      await(wait_limited("main.4", c2, nil))
      notify("main.5", 2, 1)
    end
    mark("main.6")
  end)
  shelter("main.9", nil, function()
    state_of("main.8", 1)
  end)
  shelter("main.10", "Exception", function()
    await(nap(0.5))
  end)
end
--[==[ trace
0 main.1 pending
3 c1.1 pending
5 t1.1 59
6 main.2 8
6 main.3 false
6 c2.2 false
6 c2.3
6 c2.4 false
8 c3.1
8 c3.2
8 c3.3 true
10 c2.6 [56, 8, 8]
10 main.4 71
10 main.5 nil
10 main.6
10 main.8 finished 8
]==]
