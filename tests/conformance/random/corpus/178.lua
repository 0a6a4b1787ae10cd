-- Random program, seed 317; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 1}, {"bounded", 1}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"priority", 2}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      cancel("t1.1", 1)
    end)
    shelter("t1.3", nil, function()
      bump()
      await(nap(0))
    end)
    return 6
  end)
  spawn(1, t1, false)
  shelter("main.6", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(1, 0.25)
      await(wait_condition("main.1", 1))
    end)
    local c1 = async(function()
      shelter("c1.4", nil, function()
        await(wait_some("c1.1", {1, 1}, 0.5, "FIRST_COMPLETED"))
        await(wait_shielded("c1.2", 1))
        await(wait_limited("c1.3", 1, 0.5))
      end)
      shelter("c1.8", nil, function()
        await(wait_limited("c1.5", 1, 0))
        local c2 = async(function()
          shelter("c2.4", nil, function()
            shelter("c2.2", "Exception", function()
              local _ <close> = timeout_scope(2, 1)
              await(get("c2.1", 2))
            end)
            local c3 = async(function()
              shelter("c3.6", nil, function()
                notify("c3.1", 1, 1)
                uncancel("c3.2")
                uncancel("c3.3")
                shelter("c3.5", "Exception", function()
                  local _ <close> = timeout_scope(3, 0.5)
                  await(acquire_semaphore("c3.4", 1))
                end)
              end)
              await(wait_some("c3.7", {1, 1}, 0.5, "FIRST_COMPLETED"))
              await(nap(0))
              return 22
            end)
            await(each_completed("c2.3", {c3}, 0.5))
          end)
          shelter("c2.13", "Exception", function()
            do
              local _ <close> = group_scope(1)
              cancel("c2.5", 1)
              release_semaphore("c2.6", 2)
            end
            cancel("c2.7", 1)
            set_event(1)
            local ok, err = try(function()
              await(nap(0.5))
              uncancel("c2.8")
            end)
            if not ok then
              expect(err, "Exception")
              log_error("c2.9", err)
              await(wait_some("c2.10", {1}, 1, "FIRST_EXCEPTION"))
              shelter("c2.12", "Exception", function()
                local _ <close> = timeout_scope(4, 1)
                await(wait_barrier("c2.11", 1))
              end)
            end
          end)
          return 24
        end)
        await(each_outcome("c1.6", {c2}, 0.5))
        set_future("c1.7", 2, 8)
      end)
      return 71
    end)
    await(wait_shielded("main.3", c1))
    shelter("main.5", "Exception", function()
      local _ <close> = timeout_scope(5, 0.25)
      await(wait_event("main.4", 1))
    end)
  end)
  shelter("main.7", nil, function()
    clear_event(2)
  end)
  shelter("main.9", "Exception", function()
    cancelling("main.8")
  end)
  shelter("main.12", "Exception", function()
    shelter("main.11", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(wait_barrier("main.10", 1))
    end)
  end)
end
--[==[ trace
0 main.2 misuse
1 t1.1 true
2 t1.3 CancelledError
4 c1.1 {t1} {}
4 c1.2 6
4 c1.3 6
4 c1.5 6
7 c1.6 TimeoutError
7 c1.7 nil
9 main.3 71
11 main.5 TimeoutError
11 main.8 0
13 c2.2 TimeoutError
14 c3.1 misuse
14 c3.2 0
14 c3.3 0
14 c3.4
16 c3.7 {t1} {}
19 c2.3 22
19 c2.5 false
19 c2.6 misuse false
19 c2.7 false
21 c2.8 0
23 main.11 TimeoutError
]==]
