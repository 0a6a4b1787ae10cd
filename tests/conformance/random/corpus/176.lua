-- Random program, seed 5648; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 3}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    cancel("t1.1", 1)
    do
      local _ <close> = defer(function()
        mark("t1.3")
        await(acquire_lock("t1.4", 2))
        uncancel("t1.5")
      end)
      bump()
    end
    cancel("t1.6", 1)
    return 27
  end)
  spawn(1, t1, true)
  shelter("main.2", "Exception", function()
    mark("main.1")
  end)
  shelter("main.5", "Exception", function()
    local t2 = async(function()
      shelter("t2.5", "Exception", function()
        shelter("t2.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(put("t2.1", 2, 2))
        end)
        queue_size("t2.3", 2)
        await(join("t2.4", 1))
      end)
      mark("t2.6")
      local t3 = async(function()
        shelter("t3.3", "Exception", function()
          cancel("t3.1", 3)
          cancel_future("t3.2", 3)
        end)
        return 82
      end)
      spawn(3, t3, false)
      soon(1, function()
        watch("k1.1", 3)
        mark("k1.2")
        cancel("k1.3", 1)
      end)
      local t4 = async(function()
        shelter("t4.4", "Exception", function()
          state_of("t4.1", 2)
          local t5 = async(function()
            await(wait_some("t5.1", {1, 1, 3}, 2, "ALL_COMPLETED"))
            await(look("t5.2", 1))
            shelter("t5.7", nil, function()
              get_var("t5.3")
              queue_size("t5.4", 1)
              await(nap(0))
              shelter("t5.6", "Exception", function()
                local _ <close> = timeout_scope(2, 0)
                await(wait_event("t5.5", 1))
              end)
            end)
            return 32
          end)
          spawn(5, t5, true)
          await(look("t4.2", 5))
          cancel("t4.3", 4)
        end)
        set_future("t4.5", 1, 7)
        return 47
      end)
      spawn(4, t4, true)
      return 40
    end)
    spawn(2, t2, false)
    cancel_future("main.3", 1)
    mark("main.4")
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(get("main.6", 2))
    end)
  end)
  shelter("main.10", nil, function()
    get_var("main.9")
  end)
  shelter("main.12", nil, function()
    set_future("main.11", 3, 4)
  end)
end
--[==[ trace
0 t1.3
0 t1.4
0 t1.5 0
0 main.1
0 main.3 true
0 main.4
1 t2.1
1 t2.3 1 false false
1 t2.4 27
1 t2.6
1 t4.1 pending
2 main.6 2
2 main.9 0
2 main.11 nil
2 t3.1 true
2 t3.2 false
2 k1.2
2 k1.3 false
3 k1.1 cancelled
5 t4.2 CancelledError
5 t4.3 true
5 t4.5 InvalidStateError
]==]
