-- Random program, seed 3148; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"fifo", 1}, {"fifo", 1}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.10", nil, function()
      notify("t1.1", 1, 1)
      notify("t1.2", 1, 2)
      cancel("t1.3", 1)
      local _ <close> = await(condition(1):acquire())
      do
        local ok, err = try(function()
          get_var("t1.4")
          shelter("t1.6", "Exception", function()
            local _ <close> = timeout_scope(1, 1)
            await(put("t1.5", 2, 9))
          end)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t1.7", err)
          boom("t1.8")
        end
      end
      notify_all("t1.9", 1)
    end)
    mark("t1.11")
    watch("t1.12", 1)
    return 32
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    local b1 = async(function()
      shelter("b1.5", "Exception", function()
        do
          local _ <close> = timeout_scope(2, 0.25)
          notify("b1.1", 1, 3)
        end
        expired("b1.2", 2)
        boom("b1.3")
        get_var("b1.4")
      end)
      notify_all("b1.6", 1)
      return 63
    end)
    await(b1())
    await(nap(0))
    await(nap(0))
  end)
  shelter("main.3", nil, function()
    notify("main.2", 1, 2)
  end)
  shelter("main.5", "Exception", function()
    cancel("main.4", 1)
  end)
  shelter("main.8", "Exception", function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_event("main.6", 1))
    end)
  end)
end
--[==[ trace
0 b1.1 misuse
0 b1.2 false
0 b1.3
0 b1.5 Boom b1.3
0 b1.6 misuse
1 t1.1 misuse
1 t1.2 misuse
1 t1.3 true
1 t1.4 0
1 t1.5
1 t1.9 nil
1 t1.11
2 t1.12 cancelled
2 main.2 misuse
2 main.4 false
4 main.7 TimeoutError
]==]
