-- Random program, seed 600; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 2}, {"priority", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      await(reset_barrier("t1.1", 1))
      local c1 = async(function()
        shelter("c1.1", "Exception", function()
          set_event(1)
        end)
        shelter("c1.6", "Exception", function()
          later(1, 2, function()
            cancel_future("k1.1", 2)
          end)
          local c2 = async(function()
            shelter("c2.3", nil, function()
              set_event(1)
              watch("c2.1", 1)
              cancel_future("c2.2", 3)
            end)
            shelter("c2.8", "Exception", function()
              shelter("c2.5", "Exception", function()
                local _ <close> = timeout_scope(1, 0.25)
                await(wait_event("c2.4", 1))
              end)
              task_done("c2.6", 2)
              release_semaphore("c2.7", 1)
            end)
            return 83
          end)
          local c3 = async(function()
            shelter("c3.5", nil, function()
              cancelling("c3.1")
              clear_event(1)
              cancel("c3.2", 1)
              cancelling("c3.4")
            end)
            shelter("c3.7", "Exception", function()
              set_future("c3.6", 3, 2)
            end)
            return 32
          end)
          local c4 = async(function()
            await(reset_barrier("c4.1", 1))
            return 87
          end)
          await(each_outcome("c1.2", {c2, c3, c4}, 0.5))
          task_done("c1.5", 1)
        end)
        return 76
      end)
      local c5 = async(function()
        await(put("c5.2", 2, 4))
        shelter("c5.4", "Exception", function()
          task_done("c5.3", 1)
        end)
        return 44
      end)
      await(each_completed("t1.2", {c1, c5}, 0.25))
    end)
    return 2
  end)
  spawn(1, t1, false)
  shelter("main.2", nil, function()
    cancelling("main.1")
  end)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(2, 1)
      await(join("main.3", 1))
    end)
  end)
  shelter("main.6", nil, function()
    set_event(1)
  end)
  shelter("main.9", "Exception", function()
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(join("main.7", 1))
    end)
  end)
end
--[==[ trace
0 main.1 0
1 t1.1 0
2 c5.2
2 c5.3 misuse
3 c2.2 true
3 c2.4 true true
3 c2.6 nil
3 c2.7 nil false
3 c3.1 0
3 c3.2 true
3 c3.4 0
3 c3.6 InvalidStateError
3 c4.1 0
4 t1.3 CancelledError
5 c1.2 83
5 c1.2 32
5 c1.2 87
5 c1.5 misuse
5 main.3 2
5 main.7 2
5 c2.1 finished 2
]==]
