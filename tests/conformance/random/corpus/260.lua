-- Random program, seed 1390; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"priority", 1}, {"fifo", 1}},
    barriers = {2},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      watch_future("t1.1", 1)
    end)
    return 54
  end)
  spawn(1, t1, false)
  shelter("main.3", nil, function()
    cancel("main.1", 1)
    await(nap(1))
    put_nowait("main.2", 1, 3)
    local t2 = async(function()
      await(look("t2.1", 1))
      await(nap(0.25))
      return 56
    end)
    spawn(2, t2, false)
  end)
  put_nowait("main.4", 1, 8)
  shelter("main.13", nil, function()
    get_nowait("main.5", 2)
    do
      local _ <close> = defer(function()
        mark("main.8")
        local c1 = async(function()
          shelter("c1.5", "Exception", function()
            do
              local _ <close> = timeout_scope(2, 0.25)
              put_nowait("c1.1", 1, 7)
              clear_event(2)
              notify("c1.2", 2, 2)
            end
            expired("c1.3", 2)
            put_nowait("c1.4", 1, 5)
          end)
          shelter("c1.9", "Exception", function()
            watch_future("c1.6", 2)
            put_nowait("c1.7", 1, 7)
            local _ <close> = await(condition(2):acquire())
            clear_event(1)
            notify("c1.8", 2, 2)
          end)
          return 47
        end)
        await(each_completed("main.9", {c1}, 1))
        local _ <close> = group_scope(1)
        local t3 = async(function()
          shelter("t3.2", "Exception", function()
            queue_size("t3.1", 2)
            await(nap(0.5))
          end)
          shelter("t3.4", "Exception", function()
            fail_future("t3.3", 2)
          end)
          return 40
        end)
        spawn(3, t3, true)
        watch_future("main.10", 1)
        local t4 = async(function()
          shelter("t4.5", "Exception", function()
            await(acquire_lock("t4.1", 1))
            set_future("t4.2", 1, 7)
            await(wait_some("t4.3", {2, 2, 2}, 1, "ALL_COMPLETED"))
            set_future("t4.4", 1, 7)
          end)
          shelter("t4.7", "Exception", function()
            watch_future("t4.6", 2)
          end)
          return 1
        end)
        spawn(4, t4, false)
        set_future("main.11", 2, 2)
      end)
      local b1 = async(function()
        shelter("b1.1", nil, function()
          clear_event(1)
        end)
        cancel("b1.2", 2)
        shelter("b1.4", "Exception", function()
          local _ <close> = timeout_scope(1, 0.25)
          await(join("b1.3", 2))
        end)
        await(nap(0.25))
        put_nowait("b1.5", 2, 7)
        return 71
      end)
      await(b1())
      cancel("main.6", 1)
      fail_future("main.7", 2)
    end
    clear_event(2)
    queue_size("main.12", 2)
  end)
  shelter("main.16", "Exception", function()
    shelter("main.15", "Exception", function()
      local _ <close> = timeout_scope(3, 0.25)
      await(put("main.14", 1, 9))
    end)
  end)
end
--[==[ trace
0 main.1 true
3 main.2 nil
3 main.4 QueueFull
3 main.5 QueueEmpty
3 b1.2 true
5 main.8
6 c1.1 QueueFull
6 c1.2 misuse
6 c1.3 false
6 c1.4 QueueFull
6 c1.7 QueueFull
6 c1.8 nil
8 main.9 47
8 t3.1 0 true false
8 main.11 nil
8 main.13 CancelledError
9 t4.1
9 t4.2 nil
9 c1.6 finished 2
10 main.10 finished 7
11 t4.3 {t2} {}
11 t4.4 InvalidStateError
12 t4.6 finished 2
14 main.15 TimeoutError
]==]
