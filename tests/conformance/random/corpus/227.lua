-- Random program, seed 5031; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"fifo", 3}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      set_future("t1.1", 3, 1)
      local g1 = coroutine.wrap(function()
        do
          local _ <close> = group_scope(1)
          cancel("g1.1", 1)
          cancel("g1.2", 1)
        end
        coroutine.yield(1)
      end)
      for value in g1 do log("t1.2", value) end
    end)
    return 88
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.2", "Exception", function()
      local _ <close> = timeout_scope(1, 1)
      await(join("t2.1", 1))
    end)
    shelter("t2.5", nil, function()
      shelter("t2.4", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_event("t2.3", 1))
      end)
      set_event(1)
    end)
    return 12
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      release_semaphore("t3.1", 1)
    end)
    return 53
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    cancel_future("main.1", 3)
  end)
  state_of("main.3", 3)
  local g2 = coroutine.wrap(function()
    do
      local ok, err = try(function()
        put_nowait("g2.1", 2, 5)
        local c1 = async(function()
          shelter("c1.6", nil, function()
            shelter("c1.2", "Exception", function()
              local _ <close> = timeout_scope(3, 0.25)
              await(acquire_lock("c1.1", 1))
            end)
            reschedule("c1.4", 2, 1)
            get_nowait("c1.5", 2)
          end)
          state_of("c1.7", 1)
          watch("c1.8", 2)
          set_var(8)
          return 30
        end)
        local c2 = async(function()
          shelter("c2.7", nil, function()
            cancelling("c2.1")
            mark("c2.2")
            shelter("c2.4", "Exception", function()
              local _ <close> = timeout_scope(4, 0.5)
              await(join_queue("c2.3", 1))
            end)
            shelter("c2.6", "Exception", function()
              local _ <close> = timeout_scope(5, 1)
              await(get("c2.5", 1))
            end)
          end)
          return 85
        end)
        local c3 = async(function()
          shelter("c3.4", nil, function()
            await(nap(2))
            cancel("c3.1", 2)
            reschedule("c3.2", 4, 0.25)
            await(look("c3.3", 1))
          end)
          return 2
        end)
        await(gather_all("g2.2", {c1, c2, c3}, false))
        local _ <close> = await(condition(1):acquire())
        notify("g2.3", 1, 2)
      end)
      if not ok then
        expect(err, CancelledError)
        log_error("g2.4", err)
        cancel("g2.5", 3)
      end
    end
    get_nowait("g2.6", 2)
    coroutine.yield(1)
    await(nap(1.5))
    coroutine.yield(2)
    cancel_future("g2.7", 2)
    coroutine.yield(3)
  end)
  for value in g2 do log("main.4", value) end
  shelter("main.5", "Exception", function()
    await(nap(0))
  end)
  shelter("main.6", nil, function()
    await(nap(2))
  end)
  shelter("main.8", nil, function()
    cancelling("main.7")
  end)
end
--[==[ trace
0 main.1 true
0 main.3 pending
0 g2.1 nil
1 t1.1 InvalidStateError
1 g1.1 true
1 g1.2 true
1 t1.2 1
1 t3.1 misuse true
1 c1.1
1 c1.5 5
1 c1.7 cancelled
1 c2.1 0
1 c2.2
1 c2.3
2 c1.8 cancelled
4 c2.6 TimeoutError
7 c3.1 false
7 c3.2 misuse
7 c3.3 CancelledError
9 g2.2 [30, 85, 2]
9 g2.3 nil
9 g2.6 QueueEmpty
9 main.4 1
11 main.4 2
11 g2.7 true
11 main.4 3
14 main.7 0
]==]
