-- Random program, seed 5730; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 2}, {"bounded", 2}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 1}, {"priority", 2}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.10", "Exception", function()
      notify("t1.2", 2, 1)
      do
        local _ <close> = await(lock(1):acquire())
        do
          local ok, err = try(function()
            cancelling("t1.3")
            await(abort_barrier("t1.4", 1))
          end)
          if not ok then
            log_error("t1.5", err)
            cancel("t1.6", 1)
            set_event(1)
          end
        end
        local t2 = async(function()
          shelter("t2.4", "Exception", function()
            uncancel("t2.1")
            set_event(2)
            cancel("t2.2", 1)
            uncancel("t2.3")
          end)
          return 10
        end)
        spawn(2, t2, false)
        set_future("t1.8", 3, 1)
      end
      do
        local _ <close> = await(semaphore(2):acquire())
        local g1 = coroutine.wrap(function()
          clear_event(2)
          shelter("g1.2", "Exception", function()
            local _ <close> = timeout_scope(1, 0)
            await(acquire_semaphore("g1.1", 1))
          end)
          coroutine.yield(1)
          task_done("g1.3", 2)
          coroutine.yield(2)
        end)
        for value in g1 do log("t1.9", value) end
      end
      bump()
    end)
    await(look("t1.11", 2))
    return 2
  end)
  spawn(1, t1, false)
  local t3 = async(function()
    do
      local _ <close> = defer(function()
        mark("t3.5")
        local b1 = async(function()
          await(wait_some("b1.1", {2, 1, 1}, -1, "FIRST_EXCEPTION"))
          shelter("b1.4", nil, function()
            shelter("b1.3", "Exception", function()
              local _ <close> = timeout_scope(2, 0.5)
              await(put("b1.2", 2, 8))
            end)
          end)
          return 45
        end)
        await(b1())
      end)
      do
        local _ <close> = defer(function()
          mark("t3.2")
          await(wait_some("t3.3", {2, 2}, 1, "ALL_COMPLETED"))
          cancel("t3.4", 1)
        end)
        await(wait_some("t3.1", {2, 2}, -1, "FIRST_EXCEPTION"))
      end
    end
    local c1 = async(function()
      shelter("c1.4", nil, function()
        boom("c1.1")
        put_nowait("c1.2", 1, 9)
        get_var("c1.3")
        bump()
      end)
      return 7
    end)
    await(gather_all("t3.6", {c1}, true))
    boom("t3.7")
    return 9
  end)
  spawn(3, t3, false)
  shelter("main.2", nil, function()
    cancel("main.1", 2)
  end)
  shelter("main.4", "Exception", function()
    mark("main.3")
  end)
  shelter("main.5", nil, function()
    await(nap(1))
  end)
  shelter("main.7", nil, function()
    await(abort_barrier("main.6", 1))
  end)
end
--[==[ trace
0 main.3
1 t1.2 misuse
1 t1.3 0
1 t1.4 true
1 t1.8 nil
1 g1.1
1 t1.9 1
1 g1.3 misuse
1 t1.9 2
2 t2.1 0
2 t2.2 true
2 t2.3 0
3 t1.11 10
3 t3.1 {t2} {}
3 t3.2
5 t3.3 {t2} {}
5 t3.4 false
5 t3.5
7 b1.1 {t1, t2} {}
7 b1.2
8 c1.1
8 c1.4 Boom c1.1
10 t3.6 [7]
10 t3.7
12 main.6 true
]==]
