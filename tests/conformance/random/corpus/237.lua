-- Random program, seed 1851; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"lifo", 3}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      local c1 = async(function()
        shelter("c1.4", nil, function()
          set_event(2)
          do
            local _ <close> = group_scope(1)
            release_semaphore("c1.1", 2)
          end
          release_lock("c1.2", 1)
          await(nap(0))
        end)
        do
          local _ <close> = group_scope(2)
          set_future("c1.7", 2, 7)
          put_nowait("c1.8", 1, 1)
        end
        return 21
      end)
      await(wait_limited("t1.1", c1, 0.25))
      later(1, 2, function()
        mark("k1.1")
      end)
      shelter("t1.4", "Exception", function()
        local _ <close> = timeout_scope(1, 1)
        await(put("t1.3", 2, 2))
      end)
      local _ <close> = await(condition(2):acquire())
      notify_all("t1.5", 2)
    end)
    shelter("t1.12", nil, function()
      do
        local _ <close> = group_scope(3)
        get_nowait("t1.7", 2)
        set_var(8)
      end
      mark("t1.8")
      state_of("t1.10", 1)
      get_var("t1.11")
    end)
    return 79
  end)
  spawn(1, t1, false)
  shelter("main.5", nil, function()
    set_future("main.1", 2, 9)
    local _ <close> = group_scope(4)
    state_of("main.2", 1)
    await(nap(0.5))
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(2, 0)
      await(wait_event("main.3", 2))
    end)
  end)
  shelter("main.7", "Exception", function()
    release_semaphore("main.6", 1)
  end)
  shelter("main.12", "Exception", function()
    local c2 = async(function()
      local t2 = async(function()
        shelter("t2.5", "Exception", function()
          do
            local ok, err = try(function()
              cancel("t2.1", 1)
            end)
            if not ok then
              expect(err, CancelledError)
              log_error("t2.2", err)
              watch_future("t2.3", 2)
            end
          end
          local c3 = async(function()
            shelter("c3.4", "Exception", function()
              release_lock("c3.1", 1)
              watch_future("c3.2", 2)
              notify_all("c3.3", 2)
            end)
            return 47
          end)
          await(wait_limited("t2.4", c3, nil))
        end)
        shelter("t2.6", "Exception", function()
          set_var(1)
        end)
        return 41
      end)
      spawn(2, t2, false)
      set_event(2)
      await(wait_some("c2.1", {2}, -1, "FIRST_COMPLETED"))
      await(nap(0.5))
      return 63
    end)
    await(wait_shielded("main.8", c2))
    shelter("main.10", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(wait_event("main.9", 2))
    end)
    put_nowait("main.11", 1, 6)
  end)
  shelter("main.14", nil, function()
    get_nowait("main.13", 2)
  end)
  shelter("main.17", "Exception", function()
    shelter("main.16", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(wait_barrier("main.15", 1))
    end)
  end)
end
--[==[ trace
0 main.1 nil
0 main.2 pending
1 c1.1 misuse true
1 c1.2 misuse false
2 c1.7 InvalidStateError
2 c1.8 nil
2 t1.1 21
2 t1.3
2 t1.5 nil
2 t1.7 2
2 t1.8
2 t1.10 pending
2 t1.11 8
4 main.3 true true
4 main.6 nil false
6 t2.1 false
6 c3.1 misuse false
6 c3.3 misuse
6 t2.4 47
7 c3.2 finished 9
7 c2.1 {t2} {}
11 main.8 63
11 main.9 true true
11 main.11 nil
11 main.13 QueueEmpty
13 main.16 TimeoutError
]==]
