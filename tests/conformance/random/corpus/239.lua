-- Random program, seed 5314; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 2}, {"bounded", 0}},
    events = 2,
    conditions = 1,
    queues = {{"fifo", 2}, {"fifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.4", nil, function()
      cancel("t1.1", 1)
      shelter("t1.3", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(put("t1.2", 1, 6))
      end)
    end)
    return 42
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.6", nil, function()
      shelter("t2.2", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(put("t2.1", 1, 1))
      end)
      state_of("t2.3", 2)
      get_var("t2.4")
      await(reset_barrier("t2.5", 1))
    end)
    return 83
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    shelter("t3.1", "Exception", function()
      await(nap(1))
    end)
    return 47
  end)
  spawn(3, t3, false)
  shelter("main.4", "Exception", function()
    local ok, err = try(function()
      set_future("main.1", 1, 2)
    end)
    if not ok then
      log_error("main.2", err)
      get_nowait("main.3", 2)
    end
  end)
  shelter("main.6", "Exception", function()
    local c1 = async(function()
      shelter("c1.7", "Exception", function()
        local c2 = async(function()
          do
            local _ <close> = defer(function()
              mark("c2.4")
              notify("c2.5", 1, 1)
            end)
            put_nowait("c2.1", 1, 9)
            notify("c2.2", 1, 2)
            cancel("c2.3", 1)
          end
          await(wait_shielded("c2.6", 3))
          cancel("c2.7", 1)
          return 39
        end)
        await(wait_limited("c1.1", c2, 1))
        watch("c1.2", 2)
        local _ <close> = timeout_scope(3, 1)
        cancel("c1.3", 2)
        put_nowait("c1.4", 1, 9)
        shelter("c1.6", "Exception", function()
          local _ <close> = timeout_scope(4, 1)
          await(acquire_semaphore("c1.5", 2))
        end)
      end)
      return 27
    end)
    await(wait_limited("main.5", c1, nil))
  end)
  shelter("main.9", nil, function()
    local c3 = async(function()
      shelter("c3.2", "Exception", function()
        local _ <close> = timeout_scope(5, 1)
        await(join("c3.1", 2))
      end)
      cancel("c3.3", 3)
      watch("c3.4", 3)
      do
        local _ <close> = group_scope(1)
        local b1 = async(function()
          shelter("b1.7", "Exception", function()
            await(wait_some("b1.2", {1, 1, 3}, 2, "FIRST_EXCEPTION"))
            put_nowait("b1.3", 2, 5)
            shelter("b1.5", "Exception", function()
              local _ <close> = timeout_scope(6, 0)
              await(join_queue("b1.4", 1))
            end)
            state_of("b1.6", 2)
          end)
          shelter("b1.11", nil, function()
            release_semaphore("b1.8", 2)
            notify_all("b1.9", 1)
            state_of("b1.10", 2)
          end)
          return 83
        end)
        await(b1())
        cancel("c3.5", 3)
      end
      cancel("c3.6", 1)
      return 18
    end)
    await(wait_limited("main.7", c3, 2))
    put_nowait("main.8", 2, 8)
  end)
end
--[==[ trace
0 main.1 nil
0 c2.1 nil
0 c2.2 misuse
0 c2.3 true
0 c2.4
0 c2.5 misuse
1 t2.1
1 t2.3 pending
1 t2.4 0
1 t2.5 0
3 c1.7 TimeoutError
3 main.5 27
3 c3.1 83
3 c3.3 true
4 c3.4 cancelled
5 b1.2 {t1, t3} {}
5 b1.3 nil
7 b1.5 TimeoutError
7 b1.6 finished 83
7 b1.8 misuse true
7 b1.9 misuse
7 b1.10 finished 83
7 c3.5 false
7 c3.6 false
7 main.7 18
7 main.8 nil
]==]
