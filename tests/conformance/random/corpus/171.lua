-- Random program, seed 2893; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"bounded", 0}, {"plain", 0}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 3}, {"fifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", nil, function()
      local t2 = async(function()
        notify_all("t2.1", 1)
        do
          local _ <close> = defer(function()
            mark("t2.5")
            shelter("t2.7", "Exception", function()
              local _ <close> = timeout_scope(2, 0.25)
              await(wait_future("t2.6", 3))
            end)
            set_future("t2.8", 3, 9)
          end)
          notify("t2.2", 2, 2)
          shelter("t2.4", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(get("t2.3", 2))
          end)
          set_event(1)
        end
        uncancel("t2.9")
        do
          local ok, err = try(function()
            set_event(1)
            notify("t2.10", 2, 3)
          end)
          if not ok then
            expect(err, "Exception")
            log_error("t2.11", err)
            boom("t2.12")
            error(err, 0)
          end
        end
        for _ = 1, 3 do
          cancel("t2.13", 2)
        end
        set_future("t2.14", 1, 1)
        return 27
      end)
      spawn(2, t2, false)
      uncancel("t1.1")
      state_of("t1.2", 1)
    end)
    return 10
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.2", nil, function()
      await(wait_some("t3.1", {2}, 0, "FIRST_COMPLETED"))
    end)
    return 44
  end)
  spawn(3, t3, false)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      state_of("t4.1", 4)
    end)
    release_semaphore("t4.3", 2)
    return 28
  end)
  spawn(4, t4, false)
  shelter("main.3", nil, function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 0.5)
      await(get("main.1", 2))
    end)
  end)
  shelter("main.5", nil, function()
    release_semaphore("main.4", 1)
  end)
  shelter("main.7", nil, function()
    notify("main.6", 2, 3)
  end)
  shelter("main.10", nil, function()
    shelter("main.9", "Exception", function()
      local _ <close> = timeout_scope(4, 0.5)
      await(get("main.8", 2))
    end)
  end)
end
--[==[ trace
1 t1.1 0
1 t1.2 pending
1 t4.1 pending
1 t4.3 nil false
2 t2.1 misuse
2 t2.2 misuse
3 t3.1 {} {t2}
5 t2.4 TimeoutError
5 t2.5
7 main.2 TimeoutError
7 main.4 misuse true
7 main.6 misuse
7 t2.7 TimeoutError
7 t2.8 InvalidStateError
7 t2.9 0
7 t2.10 misuse
7 t2.13 true
7 t2.13 true
7 t2.13 true
7 t2.14 nil
9 main.9 TimeoutError
]==]
