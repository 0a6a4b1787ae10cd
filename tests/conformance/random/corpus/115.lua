-- Random program, seed 2064; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 1,
    queues = {{"lifo", 3}, {"fifo", 2}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      local c1 = async(function()
        shelter("c1.9", nil, function()
          local c2 = async(function()
            shelter("c2.3", "Exception", function()
              set_future("c2.1", 3, 6)
              release_semaphore("c2.2", 2)
            end)
            queue_size("c2.4", 1)
            queue_size("c2.5", 2)
            await(reset_barrier("c2.8", 1))
            await(nap(1.5))
            return 1
          end)
          await(wait_shielded("c1.1", c2))
          do
            local ok, err = try(function()
              await(nap(1))
              shelter("c1.4", "Exception", function()
                local _ <close> = timeout_scope(1, 1)
                await(wait_barrier("c1.3", 1))
              end)
            end)
            if not ok then
              expect(err, "Exception")
              log_error("c1.5", err)
              mark("c1.6")
            end
          end
          for _ = 1, 2 do
            set_future("c1.7", 4, 4)
            await(reset_barrier("c1.8", 1))
          end
        end)
        return 85
      end)
      local c3 = async(function()
        shelter("c3.2", nil, function()
          queue_size("c3.1", 2)
        end)
        return 83
      end)
      local c4 = async(function()
        await(nap(1))
        cancelling("c4.1")
        return 43
      end)
      await(each_outcome("t1.1", {c1, c3, c4}, 0.5))
    end)
    shelter("t1.11", nil, function()
      local c5 = async(function()
        shelter("c5.3", nil, function()
          release_semaphore("c5.1", 1)
          get_var("c5.2")
        end)
        await(nap(1))
        return 66
      end)
      await(each_outcome("t1.3", {c5}, 1))
      shelter("t1.7", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(wait_condition("t1.6", 1))
      end)
      fail_future("t1.8", 3)
      shelter("t1.10", "Exception", function()
        local _ <close> = timeout_scope(3, 1)
        await(wait_event("t1.9", 1))
      end)
    end)
    return 28
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.1", "Exception", function()
      bump()
    end)
    return 51
  end)
  spawn(2, t2, false)
  shelter("main.3", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(join("main.1", 1))
    end)
  end)
  shelter("main.5", nil, function()
    cancel_future("main.4", 1)
  end)
  shelter("main.7", nil, function()
    await(wait_some("main.6", {2, 2, 2}, 0.5, "FIRST_EXCEPTION"))
  end)
  shelter("main.9", nil, function()
    cancel("main.8", 2)
  end)
  cancel("main.10", 1)
  shelter("main.11", nil, function()
    await(nap(1.5))
  end)
end
--[==[ trace
2 c3.1 0 true false
3 c2.1 nil
3 c2.2 nil false
3 c2.4 0 true false
3 c2.5 0 true false
3 c2.8 0
4 t1.1 83
6 t1.1 TimeoutError
6 t1.1 TimeoutError
7 c5.1 nil false
7 c5.2 0
9 t1.3 CancelledError
9 t1.7 misuse
9 t1.8 InvalidStateError
9 c4.1 0
13 c1.1 1
15 t1.10 TimeoutError
16 main.1 28
16 main.4 true
18 main.6 {t2} {}
18 main.8 false
18 main.10 false
22 c1.4 TimeoutError
22 c1.7 nil
22 c1.8 0
22 c1.7 InvalidStateError
22 c1.8 0
]==]
