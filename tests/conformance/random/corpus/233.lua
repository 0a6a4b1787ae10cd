-- Random program, seed 4099; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"plain", 2}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 1}, {"fifo", 0}},
    barriers = {3},
    futures = 4,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    uncancel("t1.1")
    return 87
  end)
  spawn(1, t1, false)
  local c1 = async(function()
    local c2 = async(function()
      shelter("c2.7", "Exception", function()
        shelter("c2.2", "Exception", function()
          local _ <close> = timeout_scope(1, 0.5)
          await(wait_future("c2.1", 1))
        end)
        shelter("c2.4", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(join("c2.3", 1))
        end)
        shelter("c2.6", "Exception", function()
          local _ <close> = timeout_scope(3, 1)
          await(get("c2.5", 2))
        end)
        local t2 = async(function()
          state_of("t2.1", 1)
          set_var(1)
          notify("t2.2", 2, 1)
          return 29
        end)
        spawn(2, t2, false)
      end)
      return 31
    end)
    await(each_outcome("c1.1", {c2}, -1))
    mark("c1.2")
    local c3 = async(function()
      get_var("c3.1")
      return 63
    end)
    await(each_outcome("c1.3", {c3}, 0.5))
    do
      local _ <close> = group_scope(1)
      cancel("c1.4", 1)
      local t3 = async(function()
        set_event(1)
        shelter("t3.2", "Exception", function()
          local _ <close> = timeout_scope(4, 0.25)
          await(wait_future("t3.1", 3))
        end)
        shelter("t3.4", "Exception", function()
          local _ <close> = timeout_scope(5, 1)
          await(put("t3.3", 1, 2))
        end)
        group_cancel("t3.5", 1)
        return 63
      end)
      spawn(3, t3, false)
      mark("c1.5")
      cancel("c1.6", 2)
    end
    local c4 = async(function()
      do
        local ok, err = try(function()
          shelter("c4.2", "Exception", function()
            local _ <close> = timeout_scope(6, 0.5)
            await(put("c4.1", 2, 5))
          end)
          set_event(1)
          state_of("c4.3", 3)
        end)
        if not ok then
          expect(err, CancelledError)
          log_error("c4.4", err)
          get_nowait("c4.5", 2)
          shelter("c4.7", "Exception", function()
            local _ <close> = timeout_scope(7, 0.25)
            await(join("c4.6", 2))
          end)
        end
      end
      shelter("c4.9", "Exception", function()
        local _ <close> = timeout_scope(8, 1)
        await(join("c4.8", 1))
      end)
      set_event(1)
      get_nowait("c4.10", 1)
      return 40
    end)
    local c5 = async(function()
      shelter("c5.2", nil, function()
        set_event(1)
      end)
      boom("c5.3")
      return 71
    end)
    await(each_outcome("c1.7", {c4, c5}, nil))
    shelter("c1.9", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(get("c1.8", 1))
    end)
    get_nowait("c1.10", 2)
    return 64
  end)
  await(wait_shielded("main.1", c1))
  set_var(8)
  get_nowait("main.2", 2)
  clear_event(1)
  shelter("main.3", "Exception", function()
    await(nap(2))
  end)
  shelter("main.5", nil, function()
    get_nowait("main.4", 1)
  end)
  shelter("main.8", "Exception", function()
    shelter("main.7", "Exception", function()
      local _ <close> = timeout_scope(10, 0.5)
      await(get("main.6", 1))
    end)
  end)
end
--[==[ trace
1 t1.1 0
3 c1.1 TimeoutError
3 c1.2
4 c3.1 0
6 c1.3 63
6 c1.4 false
6 c1.5
7 c4.1
7 c4.3 pending
7 c4.8 87
7 c4.10 QueueEmpty
7 c5.3
9 c1.7 40
9 c1.7 Boom c5.3
11 t3.2 TimeoutError
11 t3.3
11 t3.5
12 c1.8 2
12 c1.10 5
14 main.1 64
14 main.2 QueueEmpty
16 c2.2 TimeoutError
16 c2.3 87
18 c2.6 TimeoutError
19 t2.1 finished 87
19 t2.2 misuse
21 main.4 QueueEmpty
23 main.7 TimeoutError
]==]
