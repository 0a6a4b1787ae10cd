-- Random program, seed 4245; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 1}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 3}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    soon(1, function()
      mark("k1.1")
      mark("k1.2")
      cancel("k1.3", 1)
    end)
    cancel("t1.1", 1)
    get_var("t1.2")
    return 41
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.9", "Exception", function()
      do
        local _ <close> = await(semaphore(2):acquire())
        soon(2, function()
          clear_event(1)
          clear_event(1)
          notify_all("k2.1", 1)
        end)
        do
          local _ <close> = defer(function()
            mark("t2.4")
            shelter("t2.6", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(put("t2.5", 2, 6))
            end)
            mark("t2.7")
          end)
          notify_all("t2.2", 1)
          watch("t2.3", 1)
          await(nap(0.25))
        end
      end
      watch("t2.8", 2)
    end)
    do
      local _ <close> = defer(function()
        mark("t2.11")
        shelter("t2.13", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(wait_barrier("t2.12", 1))
        end)
      end)
      cancel("t2.10", 1)
    end
    return 14
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    mark("t3.1")
    clear_event(1)
    return 37
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.4", "Exception", function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(3, 0.25)
        await(wait_future("t4.1", 3))
      end)
      cancel("t4.3", 4)
    end)
    watch("t4.5", 4)
    local c1 = async(function()
      put_nowait("c1.1", 2, 2)
      shelter("c1.3", nil, function()
        boom("c1.2")
      end)
      return 36
    end)
    await(wait_limited("t4.6", c1, 0.5))
    shelter("t4.8", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(join_queue("t4.7", 2))
    end)
    cancel("t4.9", 2)
    return 20
  end)
  spawn(4, t4, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(wait_barrier("main.1", 1))
    end)
  end)
  await(reset_barrier("main.4", 1))
  cancel("main.5", 1)
  shelter("main.7", nil, function()
    await(wait_some("main.6", {1, 2}, nil, "ALL_COMPLETED"))
  end)
  shelter("main.9", nil, function()
    watch("main.8", 4)
  end)
end
--[==[ trace
0 t1.2 0
0 t3.1
1 k1.1
1 k1.2
1 k1.3 false
1 t2.2 misuse
2 k2.1 misuse
2 t2.3 finished 41
4 main.2 TimeoutError
4 main.4 0
4 main.5 false
4 t2.4
4 t2.5
4 t2.7
4 t2.10 false
4 t2.11
4 t4.2 TimeoutError
4 t4.3 true
4 c1.1 nil
4 c1.2
4 c1.3 Boom c1.2
4 t4.6 36
6 t4.5 cancelled
8 t2.13 TimeoutError
9 t2.8 finished 14
10 main.6 {t1, t2} {}
11 main.8 cancelled
]==]
