-- Random program, seed 5933; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 3}, {"fifo", 2}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      watch_future("t1.1", 3)
    end)
    state_of("t1.3", 1)
    cancel("t1.4", 1)
    clear_event(1)
    mark("t1.5")
    return 17
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    local g1 = coroutine.wrap(function()
      notify("g1.1", 1, 2)
      await(wait_some("g1.2", {1, 1, 1}, 1, "FIRST_EXCEPTION"))
      coroutine.yield(1)
      cancel("g1.3", 2)
      do
        local _ <close> = defer(function()
          mark("g1.7")
          shelter("g1.9", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(join_queue("g1.8", 2))
          end)
        end)
        shelter("g1.5", "Exception", function()
          local _ <close> = timeout_scope(1, 0)
          await(join_queue("g1.4", 2))
        end)
        cancel("g1.6", 1)
      end
      coroutine.yield(2)
    end)
    for value in g1 do log("t2.1", value) end
    return 19
  end)
  spawn(2, t2, false)
  shelter("main.7", "Exception", function()
    do
      local _ <close> = group_scope(1)
      local t3 = async(function()
        cancel("t3.1", 1)
        return 36
      end)
      spawn(3, t3, false)
      await(wait_some("main.1", {1, 2}, nil, "FIRST_COMPLETED"))
      task_done("main.2", 1)
    end
    cancel("main.3", 1)
    fail_future("main.4", 3)
    shelter("main.6", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(put("main.5", 2, 5))
    end)
  end)
  shelter("main.9", nil, function()
    mark("main.8")
  end)
  shelter("main.11", "Exception", function()
    cancelling("main.10")
  end)
end
--[==[ trace
1 t1.3 pending
1 t1.4 true
1 t1.5
1 g1.1 misuse
1 t3.1 false
3 main.1 {t1} {t2}
3 main.2 misuse
3 main.3 false
3 main.4 nil
3 main.5
3 main.8
3 main.10 0
3 g1.2 {t1} {}
3 t2.1 1
3 g1.3 true
4 t1.1 failed Boom main.4
4 g1.5 TimeoutError
4 g1.6 false
4 g1.7
]==]
