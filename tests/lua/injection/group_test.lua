-- gather, TaskGroup, wait, as_completed, shield, tasks that await tasks: cancelled at every point.
local injection = dofile(arg[0]:match "^.*/" .. "injection.lua")
local closing, turns = injection.closing, injection.turns

-- The body of a task that takes some turns.
local function child(run, length)
  return function()
    run:guard(function()
      local _ <close> = run:clean_up()
      turns(length)
      run:point "is at the end"
    end)
  end
end

local function is_cancelled(err) return aio.isinstance(err, aio.CancelledError) end

-- Nobody is cancelled but by a request to itself or to the one that `parent_of` names.
local function verify_cause(run, parent_of)
  for _, victim in ipairs(run.victims) do
    local parent = parent_of(victim)
    run:check(victim.finished or victim.requests > 0 or parent and parent.requests > 0,
      "%s was not asked to end", victim.name)
  end
end

local function nobody_was_asked(run)
  for _, victim in ipairs(run.victims) do
    if victim.requests > 0 then return false end
  end
  return true
end

local function verify_parent(run, parent)
  run:check(not nobody_was_asked(run) or parent.finished, "%s did not finish", parent.name)
  run:check(parent.task:cancelling() == parent.requests, "cancelling() of %s is %d after %d requests", parent.name,
    parent.task:cancelling(), parent.requests)
  if run.variant == "try" and parent.started then
    run:check(parent.finished, "%s tried again and did not finish", parent.name)
  end
end

-- ---- gather ----------------------------------------------------------------------------------------

local function gather_program(options)
  return function(run)
    local children = {}
    local function start(length)
      local task, victim = run:task("child " .. length, child(run, length))
      children[victim] = true
      return task
    end
    local _, parent = run:task("parent", function()
      run:guard(function()
        local inner = aio.gather(start(2), start(3), options)
        local results = await(aio.gather(start(1), inner, start(4), options))
        run:check(results.n == 3, "%s results", tostring(results.n))
        for i = 1, 3 do
          local outcome = results[i]
          run:check(outcome == nil or i == 2 or options.return_exceptions and is_cancelled(outcome), "result %d", i)
        end
        run:point "has gathered"
      end)
    end)
    return function()
      verify_cause(run, function(victim)
        if children[victim] then return parent end
        for other in pairs(children) do
          if other.requests > 0 then return other end
        end
      end)
      verify_parent(run, parent)
      if options.return_exceptions and parent.requests == 0 then
        run:check(parent.finished, "the parent of gathered exceptions was cancelled")
      end
    end
  end
end

injection.program("gather in gather", { spreads = true }, gather_program { return_exceptions = false })
injection.program("gather in gather, exceptions returned", { spreads = true },
  gather_program { return_exceptions = true })

-- ---- TaskGroup -------------------------------------------------------------------------------------

-- A block with a group; when it is left, however that is, its tasks are done.
local function with_group(run, fill)
  local members = {}
  local _ <close> = closing(function()
    for _, task in ipairs(members) do run:check(task:done(), "the group has left %s behind", task:get_name()) end
  end)
  local group <close> = aio.TaskGroup()
  fill(function(name, f)
    members[#members + 1] = run:task(name, f, group)
  end, group)
  run:point "has filled the group"
end

local function group_parent(run, f)
  local _, parent = run:task("parent", function() run:guard(f) end)
  return function()
    verify_cause(run, function(victim) return victim ~= parent and parent end)
    verify_parent(run, parent)
  end
end

injection.program("TaskGroup", { spreads = true }, function(run)
  return group_parent(run, function()
    with_group(run, function(add)
      for length = 1, 3 do add("member " .. length, child(run, length)) end
    end)
  end)
end)

injection.program("TaskGroup, its body awaits", { spreads = true }, function(run)
  return group_parent(run, function()
    with_group(run, function(add)
      add("member 1", child(run, 1))
      add("member 2", child(run, 4))
      turns(2)
    end)
  end)
end)

injection.program("TaskGroup in TaskGroup", { spreads = true }, function(run)
  return group_parent(run, function()
    with_group(run, function(add)
      add("member 1", child(run, 4))
      with_group(run, function(add_inner)
        add_inner("inner 1", child(run, 1))
        add_inner("inner 2", child(run, 3))
      end)
    end)
  end)
end)

-- Who swallows a cancellation and does not uncancel() gets it again from each group that ends early:
-- no trying again here.
local without_try = { "plain", "pcall", "close" }

-- The body is at its end already: leaving is no error.
injection.program("TaskGroup that a member cancels", { variants = without_try, spreads = true }, function(run)
  local _, parent = run:task("parent", function()
    run:guard(function()
      with_group(run, function(add, group)
        add("member 1", child(run, 5))
        add("member 2", function()
          turns(2)
          group:cancel()
          turns(1)
        end)
      end)
      run:check(run.by_task[aio.current_task()].requests == aio.current_task():cancelling(), "cancelling()")
    end)
  end)
  return function() verify_parent(run, parent) end
end)

-- An error of a member: the group ends with ExceptionGroup; a request from outside is not forgotten.
local failing = { variants = without_try, spreads = true, fails = true }

injection.program("TaskGroup with a member that fails", failing, function(run)
  local _, parent = run:task("parent", function()
    run:guard(function()
      local ok, err = pcall(with_group, run, function(add)
        add("member 1", child(run, 5))
        add("member 2", function()
          local _ <close> = run:clean_up()
          turns(2)
          error("boom", 0)
        end)
      end)
      local expected = ok or is_cancelled(err)
        or aio.isinstance(err, aio.ExceptionGroup) and #err.exceptions == 1 and err.exceptions[1] == "boom"
      run:check(expected, "left with %s", tostring(err))
      turns(1)
    end)
  end)
  return function() verify_parent(run, parent) end
end)

-- ---- wait, as_completed, shield: the tasks behind go on --------------------------------------------

local function watchers(watch)
  return function(run)
    local tasks = {}
    for length = 1, 3 do tasks[length] = run:task("child " .. length, child(run, length + 1)) end
    for i = 1, 2 do
      run:task("watcher " .. i, function()
        run:guard(function()
          run:point "watches"
          watch(run, tasks)
        end)
      end)
    end
    -- Only who was asked to end was cancelled.
    return function() verify_cause(run, function() return nil end) end
  end
end

injection.program("wait for all", {}, watchers(function(run, tasks)
  local done, pending = await(aio.wait(tasks))
  run:check(#done == 3 and #pending == 0, "%d done, %d pending", #done, #pending)
end))

injection.program("wait for the first", {}, watchers(function(run, tasks)
  local done, pending = await(aio.wait(tasks, { return_when = "FIRST_COMPLETED" }))
  run:check(#done >= 1 and #done + #pending == 3, "%d done, %d pending", #done, #pending)
end))

injection.program("as_completed", {}, watchers(function(run, tasks)
  local count = 0
  for next_done in aio.as_completed(tasks) do
    -- A child's cancellation is an ordinary error here; one's own goes on.
    local before = aio.current_task():cancelling()
    local ok, err = pcall(await, next_done)
    if not ok and aio.current_task():cancelling() > before then error(err, 0) end
    count = count + 1
  end
  run:check(count == 3, "%d have come", count)
end))

injection.program("shield", {}, watchers(function(_, tasks)
  for _, task in ipairs(tasks) do
    local before = aio.current_task():cancelling()
    local ok, err = pcall(await, aio.shield(task))
    if not ok and aio.current_task():cancelling() > before then error(err, 0) end
  end
end))

-- ---- Tasks that await tasks ------------------------------------------------------------------------

-- A request goes down to the innermost, and the cancellation comes up again.
injection.program("a chain of tasks", { variants = without_try, spreads = true }, function(run)
  local innermost = run:task("innermost", child(run, 4))
  local middle = run:task("middle", function()
    local _ <close> = run:clean_up()
    await(innermost)
  end)
  run:task("outermost", function()
    local _ <close> = run:clean_up()
    await(middle)
  end)
  return function()
    run:check(not nobody_was_asked(run) or run.victims[3].finished, "outermost did not finish")
    for i = 1, 2 do
      local victim, outer = run.victims[i], run.victims[i + 1]
      run:check(victim.finished or outer.task:cancelled(), "%s is cancelled, %s is not", victim.name, outer.name)
    end
  end
end)

injection.finish()
