-- Random program, seed 5824; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 3}, {"fifo", 1}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", "Exception", function()
      cancel("t1.1", 1)
      notify("t1.2", 1, 2)
      task_done("t1.3", 1)
    end)
    shelter("t1.7", nil, function()
      local t2 = async(function()
        shelter("t2.4", nil, function()
          shutdown_queue("t2.1", 1, true)
          local c1 = async(function()
            notify("c1.1", 1, 2)
            shelter("c1.3", "Exception", function()
              state_of("c1.2", 1)
              set_event(1)
            end)
            return 7
          end)
          local c2 = async(function()
            shelter("c2.3", nil, function()
              cancelling("c2.1")
              await(reset_barrier("c2.2", 1))
            end)
            shelter("c2.6", nil, function()
              shelter("c2.5", "Exception", function()
                local _ <close> = timeout_scope(1, 0.5)
                await(get("c2.4", 1))
              end)
              set_event(1)
            end)
            return 17
          end)
          await(each_outcome("t2.3", {c1, c2}, 1))
        end)
        shelter("t2.11", "Exception", function()
          shutdown_queue("t2.5", 1, true)
          do
            local _ <close> = timeout_scope(2, nil)
            shelter("t2.7", "Exception", function()
              local _ <close> = timeout_scope(3, 1)
              await(wait_barrier("t2.6", 1))
            end)
          end
          expired("t2.8", 2)
          watch("t2.9", 1)
          cancelling("t2.10")
        end)
        return 30
      end)
      spawn(2, t2, false)
      mark("t1.5")
      watch("t1.6", 0)
    end)
    return 51
  end)
  spawn(1, t1, true)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      watch("t3.1", 3)
    end)
    shelter("t3.4", nil, function()
      uncancel("t3.3")
    end)
    return 74
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", nil, function()
      await(wait_some("t4.1", {3, 1}, 2, "FIRST_COMPLETED"))
    end)
    shelter("t4.5", "Exception", function()
      shelter("t4.4", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(get("t4.3", 2))
      end)
    end)
    return 58
  end)
  spawn(4, t4, false)
  shelter("main.2", nil, function()
    await(look("main.1", 2))
  end)
  shelter("main.3", "Exception", function()
    await(nap(0))
  end)
  shelter("main.4", "Exception", function()
    set_event(1)
  end)
end
--[==[ trace
0 t1.2 misuse
0 t1.3 misuse
0 t1.5
1 t2.1
1 t3.3 0
2 c1.1 misuse
2 c1.2 finished 51
2 c2.1 0
2 c2.2 0
2 c2.5 QueueShutDown
2 t3.1 finished 74
3 t4.1 {t1, t3} {}
4 t2.3 7
4 t2.3 17
4 t2.5
6 t4.4 TimeoutError
6 t2.7 TimeoutError
6 t2.8 false
6 t2.10 0
7 t2.9 finished 51
7 main.1 30
9 t1.6 finished nil
]==]
