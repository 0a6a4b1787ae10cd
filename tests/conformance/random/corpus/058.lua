-- Random program, seed 2352; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 0}, {"fifo", 0}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    await(nap(2))
    return 86
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    watch("main.1", 1)
  end)
  shelter("main.5", nil, function()
    boom("main.3")
    await(wait_some("main.4", {1, 1}, nil, "ALL_COMPLETED"))
  end)
  shelter("main.7", nil, function()
    notify_all("main.6", 1)
    soon(1, function()
      set_future("k1.1", 2, 7)
    end)
  end)
  shelter("main.12", nil, function()
    await(wait_some("main.9", {1, 1}, 1, "ALL_COMPLETED"))
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(wait_condition("main.10", 2))
    end)
  end)
  shelter("main.17", "Exception", function()
    shelter("main.14", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(get("main.13", 1))
    end)
    boom("main.15")
    await(wait_some("main.16", {1, 1, 1}, 0.5, "FIRST_EXCEPTION"))
  end)
  put_nowait("main.18", 1, 8)
  get_var("main.19")
  await(wait_some("main.20", {1, 1, 1}, 1, "FIRST_EXCEPTION"))
end
--[==[ trace
0 main.3
0 main.5 Boom main.3
0 main.6 misuse
1 k1.1 nil
3 main.9 {} {t1}
3 main.11 misuse
5 main.14 TimeoutError
5 main.15
5 main.17 Boom main.15
5 main.18 nil
5 main.19 0
8 main.1 finished 86
9 main.20 {t1} {}
]==]
