-- Random program, seed 4686; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 2}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"lifo", 0}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.11", nil, function()
      do
        local _ <close> = await(semaphore(2):acquire())
        do
          local ok, err = try(function()
            cancel("t1.1", 1)
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("t1.2", err)
            fail_future("t1.3", 1)
            notify_all("t1.4", 1)
          end
        end
        local c1 = async(function()
          shelter("c1.1", nil, function()
            set_event(1)
          end)
          return 74
        end)
        local c2 = async(function()
          shelter("c2.3", nil, function()
            cancel("c2.1", 1)
            cancel("c2.2", 0)
            await(nap(2))
          end)
          return 52
        end)
        await(each_outcome("t1.5", {c1, c2}, 0.25))
      end
      cancel("t1.6", 1)
      local _ <close> = group_scope(1)
      state_of("t1.7", 1)
      task_done("t1.8", 1)
      local t2 = async(function()
        cancel("t2.3", 1)
        cancel("t2.4", 1)
        shelter("t2.7", nil, function()
          shelter("t2.6", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(get("t2.5", 1))
          end)
        end)
        return 69
      end)
      group_spawn("t1.9", 1, 2, t2, false)
      await(wait_some("t1.10", {2}, 1, "FIRST_EXCEPTION"))
    end)
    shelter("t1.13", "Exception", function()
      cancel_future("t1.12", 1)
    end)
    return 64
  end)
  spawn(1, t1, true)
  shelter("main.2", nil, function()
    cancel("main.1", 1)
  end)
  release_semaphore("main.3", 2)
  shelter("main.5", nil, function()
    task_done("main.4", 2)
  end)
end
--[==[ trace
0 main.1 true
0 main.3 nil false
0 main.4 misuse
1 c2.1 true
1 c2.2 false
1 t1.5 CancelledError
2 t1.5 CancelledError
2 t1.6 true
2 t1.7 pending
2 t1.8 misuse
2 c2.3 CancelledError
3 t2.3 true
3 t2.4 true
4 t2.7 CancelledError
6 t1.11 CancelledError
6 t1.12 true
]==]
