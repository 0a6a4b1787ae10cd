-- Random program, seed 2055; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"fifo", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      local t2 = async(function()
        shelter("t2.1", "Exception", function()
          local t3 = async(function()
            release_semaphore("t3.1", 1)
            release_semaphore("t3.2", 2)
            release_semaphore("t3.3", 1)
            await(reset_barrier("t3.4", 1))
            shelter("t3.9", nil, function()
              notify("t3.5", 1, 2)
              release_semaphore("t3.6", 1)
              queue_size("t3.7", 1)
              release_semaphore("t3.8", 2)
            end)
            return 47
          end)
          spawn(3, t3, false)
          local t4 = async(function()
            shelter("t4.4", nil, function()
              await(nap(0))
              cancel_future("t4.1", 1)
              release_semaphore("t4.2", 1)
              queue_size("t4.3", 1)
            end)
            return 46
          end)
          spawn(4, t4, false)
        end)
        shelter("t2.4", nil, function()
          await(nap(0.5))
          state_of("t2.2", 2)
          release_semaphore("t2.3", 1)
        end)
        return 25
      end)
      spawn(2, t2, false)
    end)
    await(nap(1))
    watch("t1.3", 3)
    return 2
  end)
  spawn(1, t1, false)
  local t5 = async(function()
    shelter("t5.4", "Exception", function()
      release_semaphore("t5.1", 1)
      local c1 = async(function()
        shelter("c1.5", "Exception", function()
          local _ <close> = group_scope(1)
          release_semaphore("c1.1", 2)
          release_semaphore("c1.2", 2)
          notify("c1.3", 1, 2)
          notify("c1.4", 1, 3)
        end)
        shelter("c1.7", "Exception", function()
          cancel_future("c1.6", 1)
        end)
        return 30
      end)
      await(wait_shielded("t5.2", c1))
      boom("t5.3")
    end)
    return 18
  end)
  spawn(5, t5, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join("main.1", 2))
    end)
  end)
  shelter("main.4", nil, function()
    set_event(1)
  end)
  shelter("main.5", "Exception", function()
    await(nap(1))
  end)
end
--[==[ trace
1 t5.1 nil false
2 c1.1 nil false
2 c1.2 nil false
2 c1.3 misuse
2 c1.4 misuse
2 c1.6 true
3 t3.1 nil false
3 t3.2 nil false
3 t3.3 nil false
3 t3.4 0
3 t3.5 misuse
3 t3.6 nil false
3 t3.7 0 true false
3 t3.8 nil false
4 t4.1 false
4 t4.2 nil false
4 t4.3 0 true false
4 t5.2 30
4 t5.3
4 t5.4 Boom t5.3
6 t2.2 pending
6 t2.3 nil false
9 t1.3 finished 47
]==]
