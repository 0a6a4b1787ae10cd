-- Random program, seed 2612; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 3}, {"lifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local _ <close> = group_scope(1)
      soon(1, function()
        set_var(2)
        cancel_handle("k1.1", 1)
        fail_future("k1.2", 1)
      end)
      later(2, 0.25, function()
        set_var(2)
        put_nowait("k2.1", 1, 8)
      end)
      put_nowait("t1.1", 1, 5)
    end)
    return 29
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      mark("t2.1")
      local c1 = async(function()
        shelter("c1.6", nil, function()
          local _ <close> = await(semaphore(2):acquire())
          shelter("c1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(wait_future("c1.1", 1))
          end)
          state_of("c1.3", 1)
          shelter("c1.5", "Exception", function()
            local _ <close> = timeout_scope(2, 0.25)
            await(acquire_semaphore("c1.4", 1))
          end)
        end)
        do
          local _ <close> = group_scope(2)
          bump()
        end
        put_nowait("c1.7", 2, 2)
        shelter("c1.9", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(wait_future("c1.8", 3))
        end)
        return 54
      end)
      await(wait_limited("t2.2", c1, nil))
      local g1 = coroutine.wrap(function()
        set_var(8)
        watch("g1.1", 2)
        coroutine.yield(1)
        local c2 = async(function()
          shelter("c2.4", "Exception", function()
            cancel("c2.1", 2)
            shelter("c2.3", "Exception", function()
              local _ <close> = timeout_scope(4, 1)
              await(acquire_semaphore("c2.2", 2))
            end)
          end)
          shelter("c2.7", nil, function()
            release_lock("c2.5", 1)
            bump()
            cancelling("c2.6")
          end)
          return 88
        end)
        await(each_outcome("g1.2", {c2}, 2))
        await(wait_limited("g1.3", 1, 1))
        coroutine.yield(2)
        shelter("g1.5", "Exception", function()
          local _ <close> = timeout_scope(5, 0.25)
          await(put("g1.4", 1, 9))
        end)
        coroutine.yield(3)
      end)
      for value in g1 do log("t2.3", value) end
      queue_size("t2.4", 1)
    end)
    return 50
  end)
  spawn(2, t2, false)
  shelter("main.1", "Exception", function()
    local b1 = async(function()
      get_var("b1.1")
      do
        local _ <close> = await(semaphore(2):acquire())
        local t3 = async(function()
          release_semaphore("t3.1", 2)
          set_future("t3.2", 3, 8)
          mark("t3.3")
          await(look("t3.4", 2))
          return 39
        end)
        spawn(3, t3, false)
        bump()
        await(nap(2))
      end
      cancel("b1.2", 3)
      cancel_handle("b1.3", 2)
      return 83
    end)
    await(b1())
  end)
  shelter("main.3", "Exception", function()
    local _ <close> = timeout_scope(6, 1)
    await(acquire_lock("main.2", 1))
  end)
  shelter("main.5", nil, function()
    watch("main.4", 0)
  end)
  shelter("main.7", "Exception", function()
    mark("main.6")
  end)
end
--[==[ trace
0 b1.1 0
1 t1.1 nil
1 t2.1
1 t3.1 nil true
1 t3.2 nil
1 t3.3
2 k1.1
2 k1.2 nil
2 c1.2 Boom k1.2
2 c1.3 finished 29
4 k2.1 nil
5 c1.5 TimeoutError
5 c1.7 nil
5 c1.8 8
5 t2.2 54
5 t2.3 1
6 c2.1 true
6 c2.2
6 c2.5 misuse false
6 c2.6 0
7 g1.2 CancelledError
7 g1.3 29
7 t2.3 2
7 g1.4
7 t2.3 3
7 t2.4 3 false true
8 t3.4 50
8 g1.1 finished 50
10 b1.2 false
10 b1.3
10 main.2
10 main.6
11 main.4 finished nil
]==]
