-- Random program, seed 1059; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      await(nap(1.5))
      cancelling("t1.1")
    end)
    local c1 = async(function()
      shelter("c1.3", "Exception", function()
        release_semaphore("c1.1", 1)
        do
          local _ <close> = timeout_scope(1, 0)
          await(nap(1.5))
        end
        expired("c1.2", 1)
      end)
      shelter("c1.5", "Exception", function()
        local _ <close> = timeout_scope(2, 0.5)
        await(wait_future("c1.4", 1))
      end)
      uncancel("c1.6")
      return 15
    end)
    await(wait_shielded("t1.3", c1))
    soon(1, function()
      set_var(4)
      release_semaphore("k1.1", 1)
    end)
    await(nap(1.5))
    return 59
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.4", "Exception", function()
      local g1 = coroutine.wrap(function()
        shelter("g1.2", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(put("g1.1", 1, 9))
        end)
        local g2 = coroutine.wrap(function()
          await(look("g2.1", 1))
          coroutine.yield(1)
          clear_event(1)
          queue_size("g2.2", 2)
          coroutine.yield(2)
        end)
        for value in g2 do log("g1.3", value) end
        coroutine.yield(1)
        cancel("g1.4", 2)
        coroutine.yield(2)
        set_event(1)
        coroutine.yield(3)
      end)
      for value in g1 do log("t2.1", value) end
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(4, 0.5)
        await(get("t2.2", 1))
      end)
    end)
    put_nowait("t2.5", 2, 2)
    do
      local ok, err = try(function()
        shelter("t2.7", "Exception", function()
          local _ <close> = timeout_scope(5, 0)
          await(wait_barrier("t2.6", 1))
        end)
        shelter("t2.9", "Exception", function()
          local _ <close> = timeout_scope(6, 1)
          await(join("t2.8", 1))
        end)
      end)
      if not ok then
        expect(err, "Exception")
        log_error("t2.10", err)
        shelter("t2.12", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(wait_event("t2.11", 2))
        end)
      end
    end
    local c2 = async(function()
      shelter("c2.2", "Exception", function()
        await(wait_some("c2.1", {1, 1, 1}, -1, "FIRST_COMPLETED"))
      end)
      return 49
    end)
    await(each_completed("t2.13", {1, c2, 1}, 0.25))
    return 8
  end)
  spawn(2, t2, false)
  shelter("main.5", nil, function()
    await(nap(0))
    put_nowait("main.1", 1, 9)
    for _ = 1, 3 do
      do
        local _ <close> = group_scope(1)
        local t3 = async(function()
          get_nowait("t3.1", 1)
          shelter("t3.5", nil, function()
            shelter("t3.3", "Exception", function()
              local _ <close> = timeout_scope(8, 1)
              await(get("t3.2", 1))
            end)
            cancel_future("t3.4", 2)
          end)
          return 15
        end)
        group_spawn("main.2", 1, 3, t3, false)
        notify_all("main.3", 2)
        notify_all("main.4", 1)
      end
      clear_event(1)
    end
  end)
  shelter("main.7", "Exception", function()
    get_nowait("main.6", 2)
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(9, 0.25)
      await(get("main.8", 1))
    end)
  end)
end
--[==[ trace
1 g1.1
1 main.1 nil
1 main.3 misuse
1 main.4 misuse
2 t3.1 9
2 t3.2 9
2 t3.4 true
4 main.3 misuse
4 main.4 misuse
5 t3.1 QueueEmpty
7 t3.3 TimeoutError
7 t3.4 false
9 main.3 misuse
9 main.4 misuse
10 t3.1 QueueEmpty
12 t1.1 0
13 c1.1 nil false
15 c1.3 TimeoutError
17 t3.3 TimeoutError
17 t3.4 false
17 c1.5 TimeoutError
17 c1.6 0
19 main.6 QueueEmpty
19 t1.3 15
20 k1.1 nil false
22 main.9 TimeoutError
25 g2.1 CancelledError
25 g1.3 1
25 g2.2 0 true false
25 g1.3 2
25 t2.1 1
25 g1.4 true
25 t2.1 2
25 t2.1 3
]==]
