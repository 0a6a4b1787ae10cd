-- Random program, seed 18; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 2}, {"fifo", 1}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      local c1 = async(function()
        shelter("c1.7", "Exception", function()
          notify("c1.1", 1, 3)
          cancelling("c1.2")
          local c2 = async(function()
            shelter("c2.5", "Exception", function()
              await(put("c2.2", 1, 3))
              state_of("c2.3", 1)
              cancel("c2.4", 1)
            end)
            return 15
          end)
          await(wait_limited("c1.3", c2, 1))
          local _ <close> = await(lock(1):acquire())
          notify("c1.4", 2, 3)
          get_nowait("c1.5", 1)
          set_event(2)
        end)
        await(get("c1.8", 1))
        do
          local _ <close> = await(lock(1):acquire())
          shelter("c1.10", "Exception", function()
            local _ <close> = timeout_scope(1, 0.5)
            await(get("c1.9", 1))
          end)
        end
        return 15
      end)
      await(each_completed("t1.1", {c1}, nil))
      cancel("t1.2", 1)
      queue_size("t1.3", 1)
    end)
    shelter("t1.6", "Exception", function()
      state_of("t1.5", 1)
    end)
    return 9
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    local c3 = async(function()
      shelter("c3.6", nil, function()
        await(wait_limited("c3.1", 1, nil))
        do
          local ok, err = try(function()
            put_nowait("c3.2", 2, 6)
            state_of("c3.3", 1)
          end)
          if not ok then
            log_error("c3.4", err)
            for _ = 1, 3 do
              await(look("c3.5", 1))
            end
          end
        end
        set_event(1)
      end)
      local c4 = async(function()
        shelter("c4.9", nil, function()
          await(put("c4.1", 1, 5))
          do
            local ok, err = try(function()
              bump()
              mark("c4.2")
              notify_all("c4.3", 1)
            end)
            if not ok then
              expect(err, CancelledError)
              log_error("c4.4", err)
              shelter("c4.6", "Exception", function()
                local _ <close> = timeout_scope(2, 0.5)
                await(wait_condition("c4.5", 2))
              end)
              shelter("c4.8", "Exception", function()
                local _ <close> = timeout_scope(3, 1)
                await(join("c4.7", 1))
              end)
            end
          end
          await(nap(1.5))
        end)
        return 48
      end)
      await(wait_limited("c3.7", c4, 1))
      await(look("c3.8", 1))
      set_event(2)
      return 5
    end)
    start_gather(1, {c3}, false)
    await(nap(1))
    await(wait_gather("main.1", 1))
  end)
  shelter("main.4", "Exception", function()
    await(reset_barrier("main.3", 1))
  end)
  shelter("main.6", "Exception", function()
    cancel("main.5", 1)
  end)
  shelter("main.8", nil, function()
    cancelling("main.7")
  end)
  shelter("main.10", "Exception", function()
    local _ <close> = timeout_scope(4, 0)
    await(put("main.9", 1, 9))
  end)
end
--[==[ trace
2 c1.1 misuse
2 c1.2 0
2 c2.2
2 c2.3 pending
2 c2.4 true
2 c1.3 15
2 c1.4 misuse
2 c1.5 3
3 t1.4 CancelledError
3 t1.5 pending
4 c3.1 9
4 c3.2 nil
4 c3.3 finished 9
4 c4.1
4 c4.2
4 c4.3 misuse
5 c1.8 5
7 c1.10 TimeoutError
10 c4.9 CancelledError
10 c3.7 48
10 c3.8 9
12 main.1 [5]
12 main.3 0
12 main.5 false
12 main.7 0
12 main.9
]==]
