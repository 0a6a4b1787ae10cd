-- Random program, seed 1935; at the end what it logs in CPython.
-- luacheck: ignore
local _ENV = require "random.runtime"

return function()
  build {
    locks = 1,
    semaphores = {{"plain", 2}, {"bounded", 1}},
    events = 1,
    conditions = 2,
    queues = {{"fifo", 3}, {"priority", 1}},
    barriers = {2},
    futures = 3,
  }
  local _ <close> = timeout_scope(0, 60)
  local t1 = async(function()
    shelter("t1.8", "Exception", function()
      local c1 = async(function()
        shelter("c1.8", nil, function()
          mark("c1.2")
          shelter("c1.4", "Exception", function()
            local _ <close> = timeout_scope(1, 0.25)
            await(put("c1.3", 2, 6))
          end)
          put_nowait("c1.5", 2, 6)
          shelter("c1.7", "Exception", function()
            local _ <close> = timeout_scope(2, 0.5)
            await(put("c1.6", 2, 1))
          end)
        end)
        shelter("c1.9", nil, function()
          local t2 = async(function()
            release_lock("t2.1", 1)
            await(nap(0.5))
            return 73
          end)
          spawn(2, t2, false)
        end)
        return 29
      end)
      local c2 = async(function()
        shelter("c2.4", nil, function()
          mark("c2.1")
          shelter("c2.3", "Exception", function()
            local _ <close> = timeout_scope(3, 0.5)
            await(join("c2.2", 2))
          end)
        end)
        shelter("c2.8", nil, function()
          shelter("c2.6", "Exception", function()
            local _ <close> = timeout_scope(4, 1)
            await(put("c2.5", 1, 4))
          end)
          mark("c2.7")
        end)
        return 4
      end)
      local c3 = async(function()
        shelter("c3.3", "Exception", function()
          shelter("c3.2", "Exception", function()
            local _ <close> = timeout_scope(5, 1)
            await(get("c3.1", 1))
          end)
        end)
        return 49
      end)
      await(gather_all("t1.2", {c1, c2, c3}, true))
      await(gather_all("t1.3", {2, 2}, false))
      do
        local _ <close> = timeout_scope(6, 0.25)
        shelter("t1.5", "Exception", function()
          local _ <close> = timeout_scope(7, 0.5)
          await(join("t1.4", 2))
        end)
      end
      local _ <close> = group_scope(1)
      local t3 = async(function()
        shelter("t3.2", "Exception", function()
          mark("t3.1")
        end)
        shelter("t3.4", nil, function()
          cancel("t3.3", 3)
        end)
        return 21
      end)
      spawn(3, t3, false)
      notify("t1.6", 1, 1)
      get_nowait("t1.7", 2)
    end)
    return 60
  end)
  spawn(1, t1, false)
  local t4 = async(function()
    mark("t4.1")
    shelter("t4.3", "Exception", function()
      local _ <close> = timeout_scope(8, 0)
      await(join_queue("t4.2", 1))
    end)
    mark("t4.4")
    return 24
  end)
  spawn(4, t4, false)
  shelter("main.5", "Exception", function()
    shelter("main.2", "Exception", function()
      local _ <close> = timeout_scope(9, 0.5)
      await(wait_barrier("main.1", 1))
    end)
    mark("main.3")
    local c4 = async(function()
      shelter("c4.4", "Exception", function()
        shelter("c4.2", "Exception", function()
          local _ <close> = timeout_scope(10, 0.25)
          await(join_queue("c4.1", 2))
        end)
        mark("c4.3")
      end)
      shelter("c4.6", nil, function()
        task_done("c4.5", 1)
      end)
      return 5
    end)
    await(gather_all("main.4", {c4}, false))
  end)
  shelter("main.9", nil, function()
    await(look("main.6", 4))
    local t5 = async(function()
      mark("t5.1")
      get_nowait("t5.2", 2)
      shelter("t5.4", "Exception", function()
        local _ <close> = timeout_scope(11, 1)
        await(join("t5.3", 2))
      end)
      shelter("t5.6", "Exception", function()
        local _ <close> = timeout_scope(12, 1)
        await(put("t5.5", 1, 9))
      end)
      release_lock("t5.7", 1)
      return 38
    end)
    spawn(5, t5, false)
    shelter("main.8", "Exception", function()
      local _ <close> = timeout_scope(13, 1)
      await(put("main.7", 1, 3))
    end)
  end)
  shelter("main.11", nil, function()
    release_lock("main.10", 1)
  end)
  release_semaphore("main.12", 2)
  shelter("main.14", nil, function()
    release_semaphore("main.13", 2)
  end)
  await(join("main.15", 2))
end
--[==[ trace
1 t4.1
1 t4.2
1 t4.4
2 c1.2
2 c1.3
2 c1.5 QueueFull
2 c2.1
2 c2.5
2 c2.7
2 c3.1 4
5 main.2 TimeoutError
5 main.3
5 c1.7 TimeoutError
6 t2.1 misuse false
7 t1.2 [29, 4, 49]
9 c4.2 TimeoutError
9 c4.3
9 c4.5 nil
11 main.4 [5]
11 main.6 24
11 main.7
11 main.10 misuse false
11 main.12 misuse false
11 main.13 misuse false
12 t5.1
12 t5.2 6
15 main.15 73
15 t5.3 73
15 t5.5
15 t5.7 misuse false
16 t1.3 [73, 73]
16 t1.4 73
16 t1.6 misuse
16 t1.7 QueueEmpty
]==]
