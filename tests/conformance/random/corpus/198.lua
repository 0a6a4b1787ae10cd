-- Random program, seed 1571; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 2}, {"bounded", 0}},
    events = 2,
    conditions = 2,
    queues = {{"fifo", 1}, {"lifo", 2}},
    barriers = {2},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.3", "Exception", function()
      local _ <close> = await(lock(1):acquire())
      local c1 = async(function()
        shelter("c1.6", "Exception", function()
          get_var("c1.1")
          await(nap(0))
          await(reset_barrier("c1.5", 1))
        end)
        return 56
      end)
      await(wait_limited("t1.1", c1, nil))
      local c2 = async(function()
        shelter("c2.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_future("c2.1", 2))
        end)
        return 52
      end)
      await(wait_shielded("t1.2", c2))
    end)
    shelter("t1.7", "Exception", function()
      shelter("t1.6", "Exception", function()
        local _ <close> = timeout_scope(2, 0)
        await(put("t1.5", 2, 1))
      end)
    end)
    return 15
  end)
  spawn(1, t1, false)
  shelter("main.2", "Exception", function()
    local _ <close> = timeout_scope(3, 0.5)
    await(join_queue("main.1", 1))
  end)
  do
    local _ <close> = group_scope(1)
    cancel("main.3", 1)
    for _ = 1, 3 do
      local c3 = async(function()
        shelter("c3.4", "Exception", function()
          get_nowait("c3.1", 1)
          await(wait_some("c3.2", {1}, 0.5, "FIRST_EXCEPTION"))
          await(wait_some("c3.3", {1, 1}, 1, "FIRST_EXCEPTION"))
        end)
        return 52
      end)
      await(wait_shielded("main.4", c3))
      local t2 = async(function()
        shelter("t2.6", "Exception", function()
          shelter("t2.2", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(join_queue("t2.1", 1))
          end)
          await(nap(0.5))
          shelter("t2.4", "Exception", function()
            local _ <close> = timeout_scope(5, 0.5)
            await(acquire_semaphore("t2.3", 2))
          end)
          await(wait_some("t2.5", {1, 1, 1}, 0.5, "FIRST_COMPLETED"))
        end)
        return 21
      end)
      spawn(2, t2, false)
    end
  end
  do
    local ok, err = try(function()
      await(nap(0.5))
    end)
    if not ok then
      expect(err, CancelledError)
      log_error("main.5", err)
      shelter("main.7", "Exception", function()
        local _ <close> = timeout_scope(6, 0.25)
        await(join_queue("main.6", 1))
      end)
      cancel("main.8", 2)
    end
  end
  state_of("main.9", 1)
  shelter("main.10", nil, function()
    local t3 = async(function()
      await(look("t3.1", 1))
      do
        local ok, err = try(function()
          do
            local _ <close> = await(lock(2):acquire())
            shelter("t3.3", "Exception", function()
              local _ <close> = timeout_scope(7, 0)
              await(get("t3.2", 1))
            end)
          end
          local t4 = async(function()
            shelter("t4.2", nil, function()
              await(wait_some("t4.1", {1}, -1, "FIRST_COMPLETED"))
            end)
            shelter("t4.6", nil, function()
              set_future("t4.3", 1, 3)
              shelter("t4.5", "Exception", function()
                local _ <close> = timeout_scope(8, 0)
                await(get("t4.4", 2))
              end)
            end)
            return 84
          end)
          spawn(4, t4, false)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("t3.5", err)
          bump()
        end
      end
      return 22
    end)
    spawn(3, t3, true)
    await(nap(1))
  end)
  shelter("main.12", "Exception", function()
    get_nowait("main.11", 1)
  end)
  shelter("main.13", nil, function()
    await(nap(2))
  end)
  shelter("main.15", "Exception", function()
    put_nowait("main.14", 2, 9)
  end)
end
--[==[ trace
0 main.1
0 main.3 true
1 c3.1 QueueEmpty
3 c3.2 {t1} {}
5 c3.3 {t1} {}
7 main.4 52
8 t2.1
8 c3.1 QueueEmpty
10 c3.2 {t1} {}
12 c3.3 {t1} {}
14 main.4 52
15 t2.1
15 c3.1 QueueEmpty
17 c3.2 {t1} {}
19 c3.3 {t1} {}
21 main.4 52
22 t2.1
24 main.9 cancelled
24 t3.1 CancelledError
26 t3.3 TimeoutError
29 t4.1 {t1} {}
29 t4.3 nil
31 t4.5 TimeoutError
33 t2.4 TimeoutError
33 t2.4 TimeoutError
33 t2.4 TimeoutError
35 t2.5 {t1} {}
35 t2.5 {t1} {}
35 t2.5 {t1} {}
37 main.11 QueueEmpty
39 main.14 nil
]==]
