-- Random program, seed 2900; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"bounded", 1}, {"bounded", 0}},
    events = 1,
    conditions = 1,
    queues = {{"priority", 3}, {"lifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      mark("t1.1")
    end)
    shelter("t1.4", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(put("t1.3", 2, 1))
    end)
    return 6
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    shelter("t2.5", "Exception", function()
      boom("t2.1")
      shelter("t2.3", "Exception", function()
        local _ <close> = timeout_scope(2, 1)
        await(acquire_semaphore("t2.2", 1))
      end)
      local c1 = async(function()
        shelter("c1.5", "Exception", function()
          await(wait_barrier("c1.1", 1))
          shelter("c1.3", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(wait_future("c1.2", 1))
          end)
          state_of("c1.4", 0)
        end)
        await(wait_limited("c1.6", 1, 1))
        return 11
      end)
      await(each_completed("t2.4", {1, c1}, nil))
      set_event(1)
    end)
    return 9
  end)
  spawn(2, t2, true)
  local t3 = async(function()
    await(nap(1.5))
    local c2 = async(function()
      shelter("c2.6", nil, function()
        await(wait_some("c2.1", {2, 1}, 1, "ALL_COMPLETED"))
        shelter("c2.3", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(put("c2.2", 2, 1))
        end)
        watch("c2.4", 2)
        await(wait_some("c2.5", {1, 1}, 1, "FIRST_COMPLETED"))
      end)
      shelter("c2.8", "Exception", function()
        mark("c2.7")
      end)
      return 26
    end)
    await(wait_shielded("t3.1", c2))
    return 30
  end)
  spawn(3, t3, false)
  shelter("main.7", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(5, 0)
      await(join("main.1", 1))
    end)
    local c3 = async(function()
      shelter("c3.3", nil, function()
        local c4 = async(function()
          shelter("c4.5", "Exception", function()
            cancel("c4.1", 1)
            local t4 = async(function()
              cancel("t4.1", 1)
              return 13
            end)
            spawn(4, t4, false)
            task_done("c4.2", 1)
            shelter("c4.4", "Exception", function()
              local _ <close> = timeout_scope(6, 0.5)
              await(join("c4.3", 1))
            end)
          end)
          return 26
        end)
        await(gather_all("c3.1", {c4}, false))
        cancelling("c3.2")
      end)
      return 17
    end)
    await(gather_all("main.4", {3, c3}, false))
    set_event(1)
    await(abort_barrier("main.6", 1))
  end)
  shelter("main.11", "Exception", function()
    notify("main.8", 1, 3)
    mark("main.9")
    get_nowait("main.10", 1)
  end)
  shelter("main.20", "Exception", function()
    do
      local ok, err = try(function()
        put_nowait("main.12", 1, 7)
        await(look("main.13", 3))
        soon(1, function()
          cancel_future("k1.1", 2)
          put_nowait("k1.2", 1, 7)
          mark("k1.3")
        end)
      end)
      if not ok then
        expect(err, "Exception")
        log_error("main.14", err)
        shelter("main.16", "Exception", function()
          local _ <close> = timeout_scope(7, 1)
          await(wait_event("main.15", 1))
        end)
      end
    end
    notify("main.17", 1, 1)
    cancel_future("main.19", 2)
  end)
  shelter("main.22", "Exception", function()
    await(look("main.21", 3))
  end)
end
--[==[ trace
0 t2.1
0 t2.5 Boom t2.1
1 t1.1
1 t1.3
2 main.2 TimeoutError
4 c4.1 false
4 c4.2 misuse
4 c4.3 6
5 t4.1 false
6 c3.1 [26]
6 c3.2 0
12 c2.1 {t1, t2} {}
12 c2.2
13 c2.4 finished 9
14 c2.5 {t1} {}
14 c2.7
16 t3.1 26
18 main.4 [30, 17]
18 main.6 true
18 main.8 misuse
18 main.9
18 main.10 QueueEmpty
18 main.12 nil
18 main.13 30
18 main.17 misuse
18 main.19 true
18 main.21 30
19 k1.1 false
19 k1.2 nil
19 k1.3
]==]
