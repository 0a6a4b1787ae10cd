-- Condition and Barrier: cancelled at every point.
local injection = dofile(arg[0]:match "^.*/" .. "injection.lua")
local closing, turns = injection.closing, injection.turns

-- A condition that knows who holds its lock, and that whoever leaves wait() does, however it ends.
local function watched_condition(run)
  local condition, held = aio.Condition(), false
  local watched = { condition = condition }

  local function take(how)
    run:check(not held and condition:locked(), "%s without the lock", how)
    held = true
  end

  local function drop() held = false end

  function watched.acquire()
    run:waits "lock"
    await(condition:acquire())
    take "acquire"
    return closing(function()
      drop()
      condition:release()
    end)
  end

  -- With a predicate: wait_for.
  function watched.wait(predicate)
    run:waits "notification"
    if predicate and predicate() then return end
    drop()
    local ok, err = aio.try(function()
      if not predicate then return await(condition:wait()) end
      return await(condition:wait_for(function()
        run:check(condition:locked(), "the predicate is asked without the lock")
        return predicate()
      end))
    end)
    take "wait"
    if not ok then error(err, 0) end
  end

  function watched.verify()
    local state = tostring(condition)
    run:check(not held and state == "<Condition [unlocked]>", "lock or waiter left: %s", state)
  end

  return watched
end

-- Each of four consumers takes one of the items that `produce` makes.
local function consumers(produce, with_predicate)
  return function(run)
    local watched, items, taken = watched_condition(run), 0, 0
    local function available() return items > 0 end
    local function consume()
      local _ <close> = watched.acquire()
      if with_predicate then
        watched.wait(available)
      else
        while items == 0 do watched.wait() end
      end
      run:check(items > 0, "nothing to take")
      items, taken = items - 1, taken + 1
      run:point "takes an item"
      local _ <close> = run:clean_up()
    end
    local function add(count)
      items = items + count
      run:point("adds", count)
    end
    for i = 1, 4 do
      run:task("consumer " .. i, function() run:guard(consume) end)
    end
    local made = produce(run, watched, add)
    return function()
      watched.verify()
      run:check(items + taken == made(), "%d items made, %d taken, %d left", made(), taken, items)
    end, {
      notification = function() return items == 0 end,
      lock = function() return false end,
    }
  end
end

local function all_by_a_helper(notify)
  return function(run, watched, add)
    run:helper(function()
      turns(2)
      for _ = 1, 2 do
        local _ <close> = watched.acquire()
        add(2)
        notify(watched.condition)
        turns(1)
      end
    end)
    return function() return 4 end
  end
end

local function one_by_one(run, watched, add)
  local made = 0
  for i = 1, 4 do
    run:task("producer " .. i, function()
      run:guard(function()
        local _ <close> = watched.acquire()
        local _ <close> = run:clean_up()
        made = made + 1
        add(1)
        watched.condition:notify()
      end)
    end)
  end
  return function() return made end
end

local function notify_two(condition) condition:notify(2) end
local function notify_twice(condition)
  condition:notify()
  condition:notify()
end
local function notify_all(condition) condition:notify_all() end

injection.program("Condition, notify(2)", {}, consumers(all_by_a_helper(notify_two)))
injection.program("Condition, notify twice", {}, consumers(all_by_a_helper(notify_twice), true))
injection.program("Condition, notify_all", {}, consumers(all_by_a_helper(notify_all)))
injection.program("Condition, a producer each", { random = 100 }, consumers(one_by_one))
injection.program("Condition, wait_for, a producer each", { random = 100 }, consumers(one_by_one, true))

-- ---- Barrier ---------------------------------------------------------------------------------------

-- Whoever comes through has an index of the barrier's; of each generation one has the last.
local function verify_barrier(run, barrier, passed)
  local opened, through = 0, 0
  for index, count in pairs(passed) do
    run:check(index >= 0 and index < barrier.parties, "index %d", index)
    through = through + count
    if index == barrier.parties - 1 then opened = opened + count end
  end
  run:check(through <= opened * barrier.parties, "opened %d times, %d came through", opened, through)
  local state = ("<Barrier [filling, waiters:0/%d]>"):format(barrier.parties)
  run:check(tostring(barrier) == state, "the barrier is left as %s", tostring(barrier))
  run:check(not barrier.condition:locked(), "the barrier's lock is lost")
end

local function rounds(parties, tasks, count)
  return function(run)
    local barrier, passed = aio.Barrier(parties), {}
    for i = 1, tasks do
      run:task("party " .. i, function()
        for _ = 1, count do
          run:guard(function()
            run:waits "barrier"
            local index = await(barrier:wait())
            passed[index] = (passed[index] or 0) + 1
            run:point "is through"
          end)
        end
      end)
    end
    return function() verify_barrier(run, barrier, passed) end, {
      -- Too few are left: nobody could open it.
      barrier = function()
        local waiting = 0
        for _, victim in ipairs(run.victims) do
          if not victim.task:done() then waiting = waiting + 1 end
        end
        return waiting < parties and barrier.n_waiting == waiting and tostring(barrier):find "filling" ~= nil
      end,
    }
  end
end

injection.program("Barrier, three parties, two rounds", {}, rounds(3, 3, 2))
injection.program("Barrier of two for four", {}, rounds(2, 4, 2))

-- Reset and abort: all that wait go on with an error, whoever is cancelled meanwhile.
local function broken(how)
  return function(run)
    local barrier = aio.Barrier(4)
    for i = 1, 3 do
      run:task("party " .. i, function()
        run:guard(function()
          run:waits "barrier"
          local ok, err = pcall(await, barrier:wait())
          run:point("goes on", tostring(err))
          if not ok and aio.isinstance(err, aio.CancelledError) then error(err, 0) end
          run:check(not ok and aio.isinstance(err, aio.BrokenBarrierError), "party %d got %s", i, tostring(err))
        end)
      end)
    end
    run:task("breaker", function()
      run:guard(function()
        turns(2)
        run:waits "to break"
        await(barrier[how](barrier))
      end)
    end)
    return function()
      local breaker = run.victims[4]
      if breaker.requests == 0 and how == "abort" then
        run:check(barrier.broken, "not broken")
      end
      run:check(not barrier.condition:locked(), "the barrier's lock is lost")
      run:check(barrier.n_waiting == 0, "left: %s", tostring(barrier))
    end, {
      -- Who tries again after a reset, or if the breaker was cancelled, waits for parties that do not come.
      barrier = function()
        return run.victims[4].requests > 0 or how == "reset" and run.variant == "try"
      end,
    }
  end
end

injection.program("Barrier that is reset", {}, broken "reset")
injection.program("Barrier that is aborted", {}, broken "abort")

injection.finish()
