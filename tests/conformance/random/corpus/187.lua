-- Random program, seed 154; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 2,
    semaphores = {{"plain", 0}, {"plain", 0}},
    events = 2,
    conditions = 2,
    queues = {{"lifo", 2}, {"lifo", 3}},
    barriers = {3},
    futures = 2,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.2", nil, function()
      do
        local _ <close> = await(lock(2):acquire())
        await(nap(0))
        for _ = 1, 2 do
          cancel("t1.1", 1)
        end
      end
      await(nap(1))
    end)
    return 43
  end)
  spawn(1, t1, false)
  local t2 = async(function()
    do
      local _ <close> = group_scope(1)
      release_semaphore("t2.1", 1)
      set_var(5)
      uncancel("t2.2")
      release_semaphore("t2.3", 2)
    end
    local g1 = coroutine.wrap(function()
      do
        local _ <close> = group_scope(2)
        cancel("g1.1", 2)
        cancel("g1.2", 2)
        set_future("g1.3", 1, 1)
        cancel("g1.4", 2)
      end
      coroutine.yield(1)
      release_semaphore("g1.5", 2)
      coroutine.yield(2)
      do
        local _ <close> = group_scope(3)
        uncancel("g1.6")
        release_semaphore("g1.7", 1)
        cancel("g1.8", 2)
        put_nowait("g1.9", 2, 5)
      end
      coroutine.yield(3)
    end)
    for value in g1 do log("t2.4", value) end
    uncancel("t2.5")
    await(reset_barrier("t2.6", 1))
    cancel("t2.7", 1)
    shelter("t2.9", "Exception", function()
      local _ <close> = timeout_scope(1, 0.5)
      await(put("t2.8", 1, 8))
    end)
    queue_size("t2.10", 1)
    return 61
  end)
  spawn(2, t2, false)
  local t3 = async(function()
    reschedule("t3.1", 1, 3)
    do
      local ok, err = try(function()
        shelter("t3.3", "Exception", function()
          local _ <close> = timeout_scope(2, 0.25)
          await(wait_barrier("t3.2", 1))
        end)
      end)
      if not ok then
        log_error("t3.4", err)
        get_var("t3.5")
        do
          local _ <close> = await(condition(2):acquire())
          shelter("t3.7", "Exception", function()
            local _ <close> = timeout_scope(3, 1)
            await(wait_condition("t3.6", 2))
          end)
        end
        error(err, 0)
      end
    end
    shelter("t3.9", "Exception", function()
      local _ <close> = timeout_scope(4, 1)
      await(join("t3.8", 2))
    end)
    shelter("t3.11", "Exception", function()
      await(abort_barrier("t3.10", 1))
    end)
    return 72
  end)
  spawn(3, t3, true)
  local t4 = async(function()
    shelter("t4.2", "Exception", function()
      get_var("t4.1")
    end)
    return 36
  end)
  spawn(4, t4, false)
  local t5 = async(function()
    shelter("t5.2", "Exception", function()
      await(wait_some("t5.1", {4, 2}, nil, "FIRST_COMPLETED"))
    end)
    shelter("t5.4", "Exception", function()
      release_semaphore("t5.3", 1)
    end)
    return 20
  end)
  spawn(5, t5, false)
  shelter("main.2", nil, function()
    uncancel("main.1")
  end)
  shelter("main.4", nil, function()
    get_nowait("main.3", 2)
  end)
  shelter("main.6", "Exception", function()
    set_future("main.5", 1, 6)
  end)
end
--[==[ trace
0 main.1 0
0 main.3 QueueEmpty
0 main.5 nil
1 t2.1 nil false
1 t2.2 0
1 t2.3 nil false
1 g1.1 true
1 g1.2 true
1 g1.3 InvalidStateError
1 g1.4 true
1 t2.4 1
1 g1.5 nil false
1 t2.4 2
1 g1.6 2
1 g1.7 nil false
1 g1.8 true
1 g1.9 nil
1 t2.4 3
1 t2.5 2
1 t2.6 0
1 t2.7 true
1 t2.8
1 t2.10 1 false false
1 t4.1 0
2 t1.2 CancelledError
2 t3.4 CancelledError
2 t3.5 0
5 t3.7 TimeoutError
]==]
