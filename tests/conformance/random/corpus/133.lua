-- Random program, seed 4859; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 3}, {"priority", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", "Exception", function()
      cancel("t1.2", 0)
      local ok, err = try(function()
        local c1 = async(function()
          shelter("c1.5", nil, function()
            set_future("c1.1", 2, 6)
            await(nap(0))
            state_of("c1.3", 1)
            uncancel("c1.4")
          end)
          shelter("c1.6", nil, function()
            set_event(1)
          end)
          return 49
        end)
        local c2 = async(function()
          shelter("c2.2", nil, function()
            set_future("c2.1", 2, 4)
          end)
          shelter("c2.6", "Exception", function()
            mark("c2.3")
            shelter("c2.5", "Exception", function()
              local _ <close> = timeout_scope(1, 0.5)
              await(join_queue("c2.4", 2))
            end)
          end)
          return 58
        end)
        local c3 = async(function()
          shelter("c3.2", "Exception", function()
            local _ <close> = timeout_scope(2, 0)
            await(wait_future("c3.1", 1))
          end)
          mark("c3.3")
          state_of("c3.4", 1)
          state_of("c3.5", 1)
          watch_future("c3.6", 1)
          shelter("c3.9", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(wait_future("c3.8", 2))
          end)
          queue_size("c3.11", 2)
          return 89
        end)
        await(gather_all("t1.3", {c1, c2, c3}, true))
      end)
      if not ok then
        expect(err, "Exception")
        log_error("t1.4", err)
        notify("t1.5", 2, 2)
      end
    end)
    return 30
  end)
  spawn(1, t1, true)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(join("t2.1", 1))
      end)
    end)
    return 61
  end)
  spawn(2, t2, false)
  shelter("main.2", "Exception", function()
    get_var("main.1")
  end)
  shelter("main.3", nil, function()
    await(nap(0.5))
  end)
  shelter("main.5", "Exception", function()
    notify("main.4", 1, 3)
  end)
  await(look("main.6", 2))
  shelter("main.8", "Exception", function()
    await(wait_some("main.7", {2}, -1, "FIRST_EXCEPTION"))
  end)
  mark("main.9")
end
--[==[ trace
0 t1.2 true
0 main.1 0
1 c1.1 nil
1 c2.1 InvalidStateError
1 c2.3
1 c2.4
1 main.3 CancelledError
1 main.4 misuse
2 c1.3 pending
2 c1.4 0
3 c3.2 TimeoutError
3 c3.3
3 c3.4 pending
3 c3.5 pending
3 c3.8 6
3 c3.11 0 true false
4 c3.6 cancelled
5 t1.3 [49, 58, 89]
6 t2.1 30
7 main.6 61
9 main.7 {t2} {}
9 main.9
]==]
