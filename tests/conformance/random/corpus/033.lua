-- Random program, seed 5070; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 1}, {"plain", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 3}, {"priority", 0}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.6", nil, function()
      cancel("t1.1", 1)
      for _ = 1, 3 do
        notify("t1.2", 1, 2)
        do
          local _ <close> = await(semaphore(2):acquire())
          get_var("t1.3")
        end
      end
      local b1 = async(function()
        shelter("b1.5", nil, function()
          do
            local _ <close> = await(semaphore(2):acquire())
            set_event(2)
            fail_future("b1.1", 2)
            boom("b1.2")
          end
          local _ <close> = group_scope(1)
          shelter("b1.4", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(acquire_semaphore("b1.3", 1))
          end)
        end)
        shelter("b1.13", "Exception", function()
          for _ = 1, 3 do
            get_var("b1.6")
            release_semaphore("b1.7", 2)
          end
          do
            local _ <close> = group_scope(2)
            uncancel("b1.8")
            release_semaphore("b1.9", 1)
            release_semaphore("b1.10", 1)
          end
          release_semaphore("b1.11", 1)
          notify_all("b1.12", 2)
        end)
        return 46
      end)
      await(b1())
      local _ <close> = await(semaphore(2):acquire())
      cancelling("t1.5")
    end)
    set_event(2)
    do
      local _ <close> = await(semaphore(2):acquire())
      task_done("t1.7", 2)
      local c1 = async(function()
        await(nap(1.5))
        set_event(1)
        return 61
      end)
      local c2 = async(function()
        shelter("c2.2", "Exception", function()
          watch("c2.1", 1)
        end)
        return 20
      end)
      local c3 = async(function()
        uncancel("c3.1")
        set_event(2)
        shelter("c3.3", "Exception", function()
          local _ <close> = timeout_scope(2, 1)
          await(wait_barrier("c3.2", 1))
        end)
        return 79
      end)
      await(gather_all("t1.8", {c1, c2, c3}, false))
    end
    await(nap(0))
    await(nap(2))
    return 4
  end)
  spawn(1, t1, false)
  shelter("main.1", "Exception", function()
    set_event(2)
  end)
  shelter("main.2", "Exception", function()
    await(nap(1))
  end)
  shelter("main.4", "Exception", function()
    cancelling("main.3")
  end)
end
--[==[ trace
1 t1.1 true
1 t1.2 misuse
1 t1.3 0
1 t1.2 misuse
1 t1.3 0
1 t1.2 misuse
1 t1.3 0
1 b1.1 nil
1 b1.2
1 b1.5 Boom b1.2
1 b1.6 0
1 b1.7 nil false
1 b1.6 0
1 b1.7 nil false
1 b1.6 0
1 b1.7 nil false
1 b1.8 0
1 b1.9 nil false
1 b1.10 nil false
1 b1.11 nil false
1 b1.12 misuse
1 t1.5 0
1 t1.7 misuse
2 c3.1 0
5 main.3 0
5 c3.3 TimeoutError
10 c2.1 cancelled
]==]
