-- Random program, seed 1870; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"bounded", 1}},
    events = 1,
    conditions = 2,
    queues = {{"priority", 1}, {"priority", 3}},
    barriers = {3},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.18", nil, function()
      do
        local ok, err = try(function()
          local t2 = async(function()
            shelter("t2.2", "Exception", function()
              boom("t2.1")
            end)
            cancel("t2.3", 1)
            task_done("t2.4", 1)
            get_var("t2.6")
            boom("t2.7")
            return 24
          end)
          spawn(2, t2, false)
          await(abort_barrier("t1.1", 1))
        end)
        if not ok then
          expect(err, "Exception")
          log_error("t1.2", err)
          shelter("t1.4", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(acquire_lock("t1.3", 1))
          end)
          put_nowait("t1.5", 2, 6)
        end
      end
      uncancel("t1.6")
      later(1, 0.25, function()
        mark("k1.1")
        set_future("k1.2", 1, 8)
        mark("k1.5")
      end)
      local _ <close> = defer(function()
        mark("t1.15")
        cancelling("t1.16")
        cancel("t1.17", 2)
      end)
      local t3 = async(function()
        shelter("t3.2", "Exception", function()
          local _ <close> = timeout_scope(2, 0.5)
          await(put("t3.1", 2, 3))
        end)
        cancelling("t3.3")
        get_nowait("t3.4", 2)
        return 51
      end)
      spawn(3, t3, false)
      mark("t1.7")
      do
        local _ <close> = defer(function()
          mark("t1.12")
          set_future("t1.13", 3, 9)
          mark("t1.14")
        end)
        shelter("t1.9", "Exception", function()
          local _ <close> = timeout_scope(3, 0)
          await(wait_event("t1.8", 1))
        end)
        cancel("t1.10", 3)
        await(wait_future("t1.11", 2))
      end
    end)
    return 44
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    shelter("t4.3", nil, function()
      shelter("t4.2", "Exception", function()
        local _ <close> = timeout_scope(4, 1)
        await(get("t4.1", 1))
      end)
    end)
    shelter("t4.6", "Exception", function()
      shelter("t4.5", "Exception", function()
        local _ <close> = timeout_scope(5, 0)
        await(wait_barrier("t4.4", 1))
      end)
    end)
    return 9
  end)
  spawn(4, t4, false)
  cancel("main.1", 4)
  reschedule("main.2", 5, 0.5)
  shelter("main.5", "Exception", function()
    shelter("main.4", "Exception", function()
      local _ <close> = timeout_scope(6, 1)
      await(put("main.3", 1, 5))
    end)
  end)
  shelter("main.8", nil, function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(7, 1)
      await(get("main.6", 2))
    end)
  end)
  shelter("main.10", "Exception", function()
    cancel("main.9", 4)
  end)
  shelter("main.12", nil, function()
    cancel("main.11", 3)
  end)
end
--[==[ trace
0 main.1 true
0 main.3
1 t1.1 true
1 t1.6 0
1 t1.7
2 t2.1
2 t2.2 Boom t2.1
2 t2.3 true
2 t2.4 nil
2 t2.6 0
2 t2.7
2 t3.1
2 t3.3 0
2 t3.4 3
3 t1.12
3 t1.13 nil
3 t1.14
3 t1.15
3 t1.16 1
3 t1.17 false
3 t1.18 CancelledError
4 k1.1
4 k1.2 nil
4 k1.5
6 main.7 TimeoutError
6 main.9 false
6 main.11 false
]==]
