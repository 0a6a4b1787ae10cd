-- What outlives its loop: primitives, futures and tasks of a loop that was closed while tasks waited.
local check = require "check"
local plain, equal, raises = check.plain, check.equal, check.raises

-- Runs f's tasks until they wait, closes the loop under them and forgets them.
local function abandon(f)
  local loop = aio.new_event_loop { clock = "virtual" }
  for _, body in ipairs { f() } do loop:create_task(body) end
  loop:run_until_complete(aio.sleep(1))
  loop:close()
  collectgarbage()
  collectgarbage()
end

-- A new loop must be able to use what the dead one left.
local function use(f) aio.run(async(f)(), { clock = "virtual" }) end

plain("a lock that a dead task waits for", function()
  local lock = aio.Lock()
  abandon(function()
    return function() await(lock:acquire()) await(aio.sleep(100)) end,
      function() await(lock:acquire()) end
  end)
  pcall(lock.release, lock)
  collectgarbage()
  equal(tostring(lock), "<Lock [unlocked]>")
  use(function()
    local _ <close> = await(lock:acquire())
    equal(lock:locked(), true)
  end)
end)

plain("a semaphore, an event and queues that dead tasks wait for", function()
  local semaphore, event = aio.Semaphore(0), aio.Event()
  local empty, full = aio.Queue(), aio.PriorityQueue(1)
  full:put_nowait(1)
  abandon(function()
    return function() await(semaphore:acquire()) end, function() await(event:wait()) end,
      function() await(empty:get()) end, function() await(full:put(2)) end, function() await(full:join()) end
  end)
  pcall(semaphore.release, semaphore)
  pcall(event.set, event)
  pcall(empty.put_nowait, empty, "x")
  equal(full:get_nowait(), 1)
  pcall(full.task_done, full)
  use(function()
    await(semaphore:acquire())
    await(event:wait())
    equal(await(empty:get()), "x")
  end)
end)

plain("a condition and a barrier that dead tasks wait for", function()
  local condition, barrier = aio.Condition(), aio.Barrier(2)
  abandon(function()
    return function()
      await(condition:acquire())
      await(condition:wait())
    end, function() await(barrier:wait()) end
  end)
  use(function()
    local _ <close> = await(condition:acquire())
    pcall(condition.notify_all, condition)
  end)
end)

plain("futures, gathers and callbacks of a dead loop", function()
  local loop = aio.new_event_loop { clock = "virtual" }
  local future, all = loop:create_future(), nil
  local kept = loop:create_task(function()
    all = aio.gather(future, loop:create_future())
    future:add_done_callback(print)
    await(all)
  end)
  loop:run_until_complete(aio.sleep(1))
  loop:close()
  collectgarbage()
  for _, f in ipairs { future, all, kept } do
    pcall(f.cancel, f)
    pcall(f.add_done_callback, f, print)
    pcall(f.remove_done_callback, f, print)
    equal(type(tostring(f)), "string")
    f:done()
  end
  pcall(future.set_result, future, 1)
  collectgarbage()
end)

plain("a task of a dead loop: cancel, stack, name", function()
  local loop = aio.new_event_loop { clock = "virtual" }
  local waiting = loop:create_task(function() await(aio.sleep(100)) end)
  local fresh
  loop:run_until_complete(async(function() fresh = aio.create_task(aio.sleep(1)) end)())
  loop:close()
  for _, task in ipairs { waiting, fresh } do
    pcall(task.cancel, task)
    task:get_stack()
    equal({ type(task:get_name()), task:done() }, { "string", false })
    raises(aio.InvalidStateError, task.result, task)
  end
  collectgarbage()
end)

plain("awaiting something of a dead loop in a new one", function()
  local future, task
  local loop = aio.new_event_loop { clock = "virtual" }
  future = loop:create_future()
  task = loop:create_task(aio.sleep(100))
  loop:run_until_complete(aio.sleep(1))
  loop:close()
  use(function()
    raises("different loop", await, future)
    raises("different loop", await, task)
    raises("different loop", aio.gather, future)
    raises("different loop", aio.gather, aio.sleep(0), task)
  end)
end)

plain("a timer handle of a dead loop", function()
  local loop = aio.new_event_loop { clock = "virtual" }
  local handle, soon = loop:call_later(5, print), loop:call_soon(print)
  loop:close()
  handle:cancel()
  soon:cancel()
  equal({ handle:cancelled(), soon:cancelled(), handle:when() }, { true, true, 5.0 })
end)

plain("closing from a <close> variable while tasks wait in generators", function()
  abandon(function()
    return function()
      for _ in coroutine.wrap(function() await(aio.sleep(100)) end) do error "nothing comes" end
    end
  end)
end)

-- Its callbacks are in the gather's memory, which goes before the child does.
plain("a child that outlives its gather", function()
  local loop = aio.new_event_loop { clock = "virtual" }
  local child
  loop:run_until_complete(async(function()
    child = loop:create_future()
    aio.gather(child, loop:create_future())
    await(aio.sleep(0))
  end)())
  loop:close()
  collectgarbage()
  collectgarbage()
  equal(child:remove_done_callback(print), 0)
  raises("Event loop is closed", child.add_done_callback, child, print)
  equal({ child:cancel(), child:cancelled() }, { true, true })
end)

check.finish()
