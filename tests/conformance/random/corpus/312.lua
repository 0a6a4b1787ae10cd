-- Random program, seed 3229; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 0}, {"fifo", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.1", "Exception", function()
      clear_event(1)
      bump()
    end)
    return 74
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", "Exception", function()
      local b1 = async(function()
        do
          local ok, err = try(function()
            shelter("b1.2", "Exception", function()
              local _ <close> = timeout_scope(1, 0.25)
              await(join("b1.1", 1))
            end)
          end)
          if not ok then
            expect(err, CancelledError)
            log_error("b1.3", err)
            notify_all("b1.4", 2)
          end
        end
        put_nowait("b1.5", 2, 4)
        notify_all("b1.6", 1)
        return 79
      end)
      await(b1())
      local b2 = async(function()
        do
          local _ <close> = await(condition(2):acquire())
          shelter("b2.2", "Exception", function()
            local _ <close> = timeout_scope(2, 1)
            await(wait_condition("b2.1", 2))
          end)
        end
        notify_all("b2.3", 2)
        do
          local _ <close> = group_scope(1)
          notify("b2.4", 2, 3)
        end
        return 30
      end)
      await(b2())
      clear_event(1)
      await(nap(0))
    end)
    return 12
  end)
  spawn(2, t2, false)
  shelter("main.5", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(wait_event("main.1", 1))
    end)
    cancel("main.3", 1)
    uncancel("main.4")
  end)
  shelter("main.9", "Exception", function()
    for _ = 1, 2 do
      do
        local _ <close> = await(condition(1):acquire())
        shelter("main.7", "Exception", function()
          local _ <close> = timeout_scope(4, 0.5)
          await(wait_condition("main.6", 1))
        end)
      end
    end
    notify_all("main.8", 1)
  end)
  shelter("main.14", nil, function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(5, 1)
      await(acquire_semaphore("main.10", 1))
    end)
    cancel("main.12", 2)
    local c1 = async(function()
      shelter("c1.5", "Exception", function()
        shutdown_queue("c1.1", 2, true)
        await(wait_some("c1.2", {1, 2, 1}, nil, "FIRST_EXCEPTION"))
        local c2 = async(function()
          shelter("c2.5", "Exception", function()
            local c3 = async(function()
              shelter("c3.3", "Exception", function()
                shelter("c3.2", "Exception", function()
                  local _ <close> = timeout_scope(6, 0.5)
                  await(get("c3.1", 2))
                end)
              end)
              set_var(2)
              await(look("c3.4", 1))
              put_nowait("c3.5", 1, 8)
              return 3
            end)
            await(each_completed("c2.1", {c3, 1}, 1))
            shelter("c2.3", "Exception", function()
              local _ <close> = timeout_scope(7, 0.5)
              await(join("c2.2", 1))
            end)
            mark("c2.4")
          end)
          boom("c2.6")
          shelter("c2.8", "Exception", function()
            local _ <close> = timeout_scope(8, 0.25)
            await(wait_future("c2.7", 1))
          end)
          shelter("c2.10", "Exception", function()
            local _ <close> = timeout_scope(9, 1)
            await(wait_future("c2.9", 3))
          end)
          return 67
        end)
        await(each_completed("c1.3", {c2}, nil))
        cancel("c1.4", 1)
      end)
      mark("c1.6")
      return 47
    end)
    await(each_completed("main.13", {1, 1, c1}, 0.25))
  end)
  shelter("main.16", nil, function()
    notify("main.15", 1, 1)
  end)
  shelter("main.17", "Exception", function()
    clear_event(1)
  end)
  shelter("main.19", "Exception", function()
    mark("main.18")
  end)
end
--[==[ trace
1 b1.1 74
1 b1.5 nil
1 b1.6 misuse
3 main.2 TimeoutError
3 main.3 false
3 main.4 0
5 b2.2 TimeoutError
5 b2.3 misuse
5 b2.4 misuse
5 main.7 TimeoutError
8 main.7 TimeoutError
8 main.8 misuse
8 main.10
8 main.12 false
9 c1.1
10 main.13 74
11 c1.2 {t1, t2} {}
13 c3.2 QueueShutDown
13 c3.4 74
13 c3.5 nil
14 c2.1 74
14 c2.1 3
14 c2.2 74
14 c2.4
14 c2.6
16 c1.5 Boom c2.6
16 c1.6
18 main.13 47
18 main.15 misuse
18 main.18
]==]
