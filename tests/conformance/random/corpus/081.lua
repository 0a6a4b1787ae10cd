-- Random program, seed 2785; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 0}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.10", nil, function()
      local t2 = async(function()
        shelter("t2.2", "Exception", function()
          state_of("t2.1", 1)
        end)
        return 71
      end)
      spawn(2, t2, false)
      cancel("t1.1", 1)
      queue_size("t1.2", 1)
      local _ <close> = await(semaphore(2):acquire())
      mark("t1.3")
      shelter("t1.5", "Exception", function()
        local _ <close> = timeout_scope(1, 0)
        await(get("t1.4", 1))
      end)
      do
        local _ <close> = group_scope(1)
        release_semaphore("t1.6", 2)
        cancel("t1.7", 2)
        boom("t1.8")
        mark("t1.9")
      end
    end)
    shelter("t1.11", "Exception", function()
      await(nap(2))
    end)
    return 48
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.1", "Exception", function()
      later(1, 0, function()
        release_semaphore("k1.1", 2)
        for _ = 1, 2 do
          get_nowait("k1.2", 1)
        end
      end)
    end)
    return 41
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.4", nil, function()
      cancel("t4.1", 4)
      boom("t4.2")
      await(look("t4.3", 2))
    end)
    notify("t4.5", 2, 3)
    return 3
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.3", "Exception", function()
      mark("t5.1")
      notify("t5.2", 1, 3)
    end)
    return 51
  end)
  spawn(5, t5, false)
  shelter("main.12", "Exception", function()
    do
      local _ <close> = await(lock(1):acquire())
      do
        local _ <close> = defer(function()
          mark("main.2")
          cancel("main.3", 2)
          local _ <close> = group_scope(3)
          shelter("main.5", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(put("main.4", 2, 1))
          end)
          await(reset_barrier("main.6", 1))
          shelter("main.8", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(acquire_semaphore("main.7", 2))
          end)
          cancel("main.9", 3)
        end)
        release_semaphore("main.1", 2)
        do
          local _ <close> = group_scope(2)
          await(nap(0.25))
        end
      end
      local b1 = async(function()
        shelter("b1.2", "Exception", function()
          await(reset_barrier("b1.1", 1))
        end)
        return 60
      end)
      await(b1())
      mark("main.10")
    end
    cancel("main.11", 2)
  end)
  shelter("main.14", "Exception", function()
    cancel("main.13", 2)
  end)
  shelter("main.15", nil, function()
    await(nap(2))
  end)
end
--[==[ trace
0 main.1 nil false
1 t1.1 true
1 t1.2 0 true false
1 t1.3
1 t4.1 true
1 t4.2
1 t4.4 Boom t4.2
1 t4.5 misuse
1 t5.1
1 t5.2 misuse
1 k1.1 nil false
1 k1.2 QueueEmpty
1 k1.2 QueueEmpty
2 t2.1 pending
2 t1.5 TimeoutError
2 t1.6 nil false
2 t1.7 false
2 t1.8
2 t1.10 Group[Boom t1.8]
5 main.2
5 main.3 false
5 main.4
5 main.6 0
5 main.7
5 main.9 false
5 b1.1 0
5 main.10
5 main.11 false
5 main.13 false
]==]
