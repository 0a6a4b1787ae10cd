-- timeout and wait_for: cancelled at every point, also in the tick of the deadline.
local injection = dofile(arg[0]:match "^.*/" .. "injection.lua")
local closing, turns = injection.closing, injection.turns

local timed = { timed = true }

local function is(err, class) return aio.isinstance(err, class) end

-- Runs the block, which must end with one of these errors, or be cancelled; an await later a swallowed
-- cancellation has come again.
local function expect(run, class, f)
  local ok, err = pcall(f)
  run:point("left with", tostring(err))
  run:check(ok and not class or not ok and (class and is(err, class) or is(err, aio.CancelledError)), "left with %s",
    tostring(err))
  local task = aio.current_task()
  local victim = run.by_task[task]
  run:check(task:cancelling() == victim.requests, "cancelling() is %d", task:cancelling())
  turns(1)
end

injection.program("timeout", timed, function(run)
  for i = 1, 2 do
    run:task("task " .. i, function()
      run:guard(function()
        expect(run, aio.TimeoutError, function()
          local _ <close> = aio.timeout(1)
          local _ <close> = run:clean_up()
          await(aio.sleep(i))
          await(aio.sleep(i))
        end)
      end)
    end)
  end
end)

injection.program("timeout that does not pass", timed, function(run)
  run:task("task", function()
    run:guard(function()
      expect(run, nil, function()
        local scope <close> = aio.timeout(2)
        local _ <close> = run:clean_up()
        await(aio.sleep(0.5))
        scope:reschedule(scope:when() + 1)
        await(aio.sleep(1))
      end)
    end)
  end)
end)

-- Both deadlines in one tick: the outer one raises. The inner one alone: the outer one is not touched.
local function nested(inner, outer)
  return function(run)
    run:task("task", function()
      run:guard(function()
        local outer_passed = outer <= inner
        expect(run, outer_passed and aio.TimeoutError or nil, function()
          local _ <close> = aio.timeout(outer)
          local ok, err = pcall(function()
            local _ <close> = aio.timeout(inner)
            local _ <close> = run:clean_up()
            await(aio.sleep(5))
          end)
          run:check(not ok, "the inner block has come to its end")
          run:point("inner", tostring(err))
          turns(1)
        end)
      end)
    end)
  end
end

injection.program("timeout in timeout", timed, nested(1, 3))
injection.program("timeout in timeout, the same deadline", timed, nested(1, 1))

injection.program("TaskGroup in timeout in TaskGroup", { timed = true, spreads = true, random = 100 }, function(run)
  local _, parent = run:task("parent", function()
    run:guard(function()
      expect(run, nil, function()
        local outer <close> = aio.TaskGroup()
        run:task("outer member", function() run:guard(function() await(aio.sleep(2)) end) end, outer)
        local ok, err = pcall(function()
          local _ <close> = aio.timeout(1)
          local inner <close> = aio.TaskGroup()
          run:task("inner member", function()
            local _ <close> = run:clean_up()
            await(aio.sleep(3))
          end, inner)
        end)
        run:point("inner", tostring(err))
        run:check(ok or is(err, aio.TimeoutError) or is(err, aio.CancelledError), "inner: %s", tostring(err))
        turns(1)
      end)
    end)
  end)
  return function()
    run:check(parent.finished or parent.requests > 0, "the parent was not asked to end")
    run:check(parent.task:cancelling() == parent.requests, "cancelling() of the parent is %d after %d requests",
      parent.task:cancelling(), parent.requests)
  end
end)

-- ---- wait_for: what was acquired or taken is not lost ----------------------------------------------

-- The lock is held as long as the others wait: release and deadline come in the same tick.
local function wait_for_lock(hold)
  return function(run)
    local lock, inside = aio.Lock(), 0
    for i = 1, 4 do
      run:task("task " .. i, function()
        run:guard(function()
          local ok, err = pcall(function()
            run:waits "lock"
            local _ <close> = await(aio.wait_for(lock:acquire(), 1))
            inside = inside + 1
            run:check(inside == 1, "%d hold the lock", inside)
            local _ <close> = closing(function() inside = inside - 1 end)
            local _ <close> = run:clean_up()
            run:point "holds the lock"
            await(aio.sleep(hold))
          end)
          run:check(ok or is(err, aio.TimeoutError) or is(err, aio.CancelledError), "%s", tostring(err))
          turns(1)
        end)
      end)
    end
    return function()
      run:check(tostring(lock) == "<Lock [unlocked]>" and inside == 0, "the lock is lost: %s", tostring(lock))
    end
  end
end

injection.program("wait_for(lock:acquire()) against its release", timed, wait_for_lock(1))
injection.program("wait_for(lock:acquire()), some in time", timed, wait_for_lock(0.5))

-- With a semaphore and by a task of its own: a permit that was granted is given back.
injection.program("wait_for(semaphore:acquire())", timed, function(run)
  local semaphore = aio.BoundedSemaphore(2)
  for i = 1, 4 do
    run:task("task " .. i, function()
      run:guard(function()
        local _, err = pcall(function()
          local _ <close> = await(aio.wait_for(semaphore:acquire(), 1))
          local _ <close> = run:clean_up()
          await(aio.sleep(1))
        end)
        run:check(err == nil or is(err, aio.TimeoutError) or is(err, aio.CancelledError), "%s", tostring(err))
        turns(1)
      end)
    end)
  end
  return function()
    run:check(tostring(semaphore) == "<BoundedSemaphore [unlocked, value:2]>", "permits: %s", tostring(semaphore))
  end
end)

-- No pcall: a wait_for that is refused after one drops its get() unawaited, and that is told.
local no_pcall = { variants = { "plain", "try", "close" }, timed = true }

injection.program("wait_for(queue:get()) against put", no_pcall, function(run)
  local queue, taken, last = aio.Queue(), 0, 0
  for i = 1, 3 do
    run:task("getter " .. i, function()
      for _ = 1, 2 do
        run:guard(function()
          local ok, item = pcall(await, aio.wait_for(queue:get(), 1))
          if ok then
            run:check(item == last + 1, "item %d after %d", item, last)
            last, taken = item, taken + 1
            run:point("has got", item)
          end
          turns(1)
        end)
      end
    end)
  end
  run:helper(function()
    for item = 1, 5 do
      queue:put_nowait(item)
      await(aio.sleep(item % 2 == 0 and 0 or 1))
    end
  end)
  return function() run:check(taken + queue:qsize() == 5, "%d taken, %d left", taken, queue:qsize()) end
end)

-- A task that is waited for is cancelled with the one who waits, and has ended when that goes on.
local function wait_for_task(limit)
  return function(run)
    local awaited, waited
    local _
    awaited, waited = run:task("awaited", function()
      local _ <close> = run:clean_up()
      await(aio.sleep(2))
    end)
    local parent
    _, parent = run:task("parent", function()
      local _, err = pcall(await, aio.wait_for(awaited, limit))
      run:check(err == nil or is(err, aio.TimeoutError) or is(err, aio.CancelledError), "%s", tostring(err))
      run:point("goes on", tostring(err))
      turns(1)
    end)
    return function()
      run:check(awaited:done(), "the awaited task is left")
      run:check(parent.finished or parent.requests > 0, "the parent was not asked to end")
      run:check(not (waited.finished and parent.started) or limit > 2, "the awaited task was not cancelled")
    end
  end
end

local without_try = { variants = { "plain", "close" }, timed = true, spreads = true }
injection.program("wait_for(task)", without_try, wait_for_task(1))
injection.program("wait_for(task), long enough", without_try, wait_for_task(3))

injection.finish()
