-- Random program, seed 1572; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 1}},
    events = 1,
    conditions = 2,
    queues = {{"lifo", 2}, {"priority", 1}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", "Exception", function()
      mark("t1.1")
    end)
    boom("t1.3")
    get_nowait("t1.5", 2)
    do
      local _ <close> = group_scope(1)
      do
        local _ <close> = timeout_scope(1, 0.25)
        watch("t1.6", 1)
      end
      set_event(1)
      local t2 = async(function()
        shelter("t2.3", nil, function()
          get_nowait("t2.1", 1)
          fail_future("t2.2", 1)
        end)
        cancel("t2.4", 1)
        return 70
      end)
      spawn(2, t2, false)
    end
    return 69
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    shelter("t3.8", nil, function()
      shelter("t3.2", "Exception", function()
        local _ <close> = timeout_scope(2, 0.25)
        await(get("t3.1", 2))
      end)
      do
        local _ <close> = group_scope(2)
        boom("t3.3")
        group_cancel("t3.4", 2)
      end
      for _ = 1, 3 do
        await(look("t3.5", 1))
        await(wait_shielded("t3.6", 1))
      end
      notify_all("t3.7", 2)
    end)
    return 47
  end)
  spawn(3, t3, false)
  shelter("main.5", nil, function()
    set_event(1)
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(3, 1)
      await(get("main.1", 1))
    end)
    local _ <close> = group_scope(3)
    watch("main.3", 1)
    boom("main.4")
  end)
  shelter("main.13", nil, function()
    for _ = 1, 2 do
      do
        local _ <close> = group_scope(4)
        do
          local _ <close> = defer(function()
            mark("main.8")
            fail_future("main.9", 2)
          end)
          await(reset_barrier("main.6", 1))
          task_done("main.7", 1)
        end
        await(join("main.10", 3))
        queue_size("main.11", 1)
        await(join("main.12", 3))
      end
    end
    set_event(1)
  end)
  shelter("main.15", nil, function()
    notify("main.14", 1, 1)
  end)
end
--[==[ trace
1 t1.1
1 t1.3
3 t3.2 TimeoutError
3 t3.3
3 t3.8 Group[Boom t3.3]
5 main.2 TimeoutError
5 main.4
5 main.5 Group[Boom main.4]
5 main.6 0
5 main.7 misuse
5 main.8
5 main.9 nil
5 main.10 47
5 main.11 0 true false
5 main.12 47
5 main.6 0
5 main.7 misuse
5 main.8
5 main.9 InvalidStateError
5 main.10 47
5 main.11 0 true false
5 main.12 47
5 main.14 misuse
6 main.3 failed Boom t1.3
]==]
