-- Random program, seed 1636; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 2}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 3}, {"lifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      shelter("t1.2", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(get("t1.1", 2))
      end)
      state_of("t1.3", 1)
    end)
    return 15
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.3", nil, function()
      notify_all("t2.1", 1)
      await(wait_some("t2.2", {1}, 0.5, "FIRST_EXCEPTION"))
    end)
    shelter("t2.5", "Exception", function()
      reschedule("t2.4", 1, -1)
    end)
    return 17
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    shelter("t3.2", "Exception", function()
      local _ <close> = timeout_scope(2, 0.5)
      await(wait_condition("t3.1", 1))
    end)
    do
      local _ <close> = timeout_scope(3, 0)
      do
        local ok, err = try(function()
          shelter("t3.4", "Exception", function()
            local _ <close> = timeout_scope(4, 0)
            await(wait_condition("t3.3", 1))
          end)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t3.5", err)
          release_lock("t3.6", 2)
          mark("t3.7")
          error(err, 0)
        end
      end
      await(wait_limited("t3.8", 1, 0.25))
      do
        local _ <close> = timeout_scope(5, 0)
        notify("t3.9", 1, 2)
        notify("t3.10", 1, 1)
        notify("t3.11", 1, 2)
      end
    end
    expired("t3.12", 3)
    return 85
  end)
  spawn(3, t3, false)
  shelter("main.4", "Exception", function()
    await(gather_all("main.1", {3}, false))
    await(gather_all("main.2", {3, 1}, true))
    local c1 = async(function()
      shelter("c1.13", nil, function()
        await(each_outcome("c1.1", {1, 1}, 2))
        do
          local _ <close> = defer(function()
            mark("c1.7")
            shelter("c1.9", "Exception", function()
              local _ <close> = timeout_scope(6, 1)
              await(get("c1.8", 2))
            end)
          end)
          do
            local _ <close> = group_scope(1)
            clear_event(1)
            release_semaphore("c1.2", 1)
            mark("c1.3")
            cancelling("c1.4")
          end
          release_semaphore("c1.5", 1)
          await(wait_some("c1.6", {1, 1, 2}, 1, "ALL_COMPLETED"))
        end
        shelter("c1.11", "Exception", function()
          local _ <close> = timeout_scope(7, 0.25)
          await(wait_future("c1.10", 2))
        end)
        mark("c1.12")
      end)
      shelter("c1.16", "Exception", function()
        shelter("c1.15", "Exception", function()
          local _ <close> = timeout_scope(8, 0.25)
          await(get("c1.14", 1))
        end)
      end)
      return 43
    end)
    local c2 = async(function()
      shelter("c2.2", "Exception", function()
        await(wait_some("c2.1", {1}, 0.25, "FIRST_EXCEPTION"))
      end)
      return 25
    end)
    await(gather_all("main.3", {c1, c2}, true))
  end)
  shelter("main.5", "Exception", function()
    await(nap(1))
  end)
  shelter("main.7", nil, function()
    set_future("main.6", 3, 9)
  end)
  shelter("main.9", nil, function()
    mark("main.8")
  end)
end
--[==[ trace
0 t2.1 misuse
1 t3.2 misuse
1 t3.4 misuse
3 t1.4 CancelledError
4 t3.8 15
4 t3.9 misuse
4 t3.10 misuse
4 t3.11 misuse
4 t3.12 true
5 t2.2 {t1} {}
5 t2.4 misuse
6 main.1 [85]
6 main.2 [85, 15]
9 c1.1 15
9 c1.2 nil false
9 c1.3
9 c1.4 0
9 c1.5 nil false
9 c2.1 {t1} {}
11 c1.6 {t1, t2} {}
11 c1.7
13 c1.9 TimeoutError
15 c1.11 TimeoutError
15 c1.12
17 c1.15 TimeoutError
19 main.3 [43, 25]
21 main.6 nil
21 main.8
]==]
