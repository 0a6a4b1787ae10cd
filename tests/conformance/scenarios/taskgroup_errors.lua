-- TaskGroup: errors of children and body, cancellation from outside (scheduling.md §9; CPython's test_taskgroups).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, expect, defer = support.outcome, support.state, support.expect, support.defer
local fail = support.fail

local give = async(function(value, turns)
  turns = turns or 0
  await(pause(turns))
  return value
end)

local broken = async(function(message, turns)
  turns = turns or 0
  await(pause(turns))
  fail(message)
end)

local sleeper = async(function(name)
  local _ <close> = defer(function()
    log(name, "leaves")
  end)
  await(aio.sleep(10))
end)

local crash_in_cleanup = async(function(message)
  local _ <close> = defer(function()
    fail(message)
  end)
  await(aio.sleep(10))
end)

scenario("group_results_are_there_after_the_block", function()
  local one, two
  do
    local group <close> = aio.TaskGroup()
    one = group:create_task(give("one"))
    await(pause(3))
    two = group:create_task(give("two"))
  end
  log(one:result(), two:result())
end)

scenario("group_explicitly_cancelled_child_is_no_error", function()
  local one, two
  do
    local group <close> = aio.TaskGroup()
    one = group:create_task(sleeper("one"))
    two = group:create_task(give("two", 4))
    await(pause())
    one:cancel()
  end
  log(state(one), state(two))
end)

scenario("group_body_that_awaits_a_cancelled_child", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    local one = group:create_task(sleeper("one"))
    group:create_task(sleeper("two"))
    await(pause())
    one:cancel("child")
    await(one)
  end)

  local task = spawn("parent", parent())
  log(await(outcome(task)), state(task), task:cancelling())
end)

scenario("group_children_crash_in_cleanup_after_an_outside_cancel", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(crash_in_cleanup("one"))
    group:create_task(crash_in_cleanup("two"))
    await(aio.sleep(10))
  end)

  local task = spawn("parent", parent())
  await(pause(2))
  task:cancel()
  log(await(outcome(task)), state(task), task:cancelling())
end)

scenario("group_nested_children_crash_in_cleanup", function()
  local parent = async(function()
    local outer <close> = aio.TaskGroup()
    outer:create_task(sleeper("outer child"))
    do
      local inner <close> = aio.TaskGroup()
      inner:create_task(crash_in_cleanup("one"))
      inner:create_task(crash_in_cleanup("two"))
    end
  end)

  local task = spawn("parent", parent())
  await(pause(2))
  task:cancel()
  log(await(outcome(task)))
end)

scenario("group_child_of_the_outer_fails_while_the_inner_runs", function()
  local parent = async(function()
    local outer <close> = aio.TaskGroup()
    outer:create_task(broken("outer", 2))
    do
      local inner <close> = aio.TaskGroup()
      inner:create_task(sleeper("inner child"))
    end
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)

scenario("group_child_of_the_inner_fails", function()
  local parent = async(function()
    local outer <close> = aio.TaskGroup()
    outer:create_task(sleeper("outer child"))
    do
      local inner <close> = aio.TaskGroup()
      inner:create_task(sleeper("inner child"))
      inner:create_task(broken("inner", 2))
    end
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)

scenario("group_crash_while_the_body_cleans_up_after_a_cancel", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("child", 4))
    do
      local _ <close> = defer(function()
        await(pause(5))
        log("body cleaned")
      end)
      await(aio.sleep(10))
    end
  end)

  local runner = async(function()
    log(await(outcome(parent())), aio.current_task():cancelling())
    log(await(outcome(aio.sleep(1))))
  end)

  local task = spawn("runner", runner())
  await(pause(3))
  task:cancel("outside")
  log(await(outcome(task)))
end)

scenario("group_empty_and_cancelled_in_the_body", function()
  local parent = async(function()
    local _ <close> = aio.TaskGroup()
    await(aio.sleep(10))
  end)

  local task = spawn("parent", parent())
  await(pause())
  task:cancel("empty")
  log(await(outcome(task)))
end)

scenario("group_body_answers_the_cancel_with_an_error", function()
  local parent = async(function()
    local _ <close> = aio.TaskGroup()
    local ok, err = aio.try(function()
      await(aio.sleep(10))
    end)
    if not ok then
      expect(err, aio.CancelledError)
      fail("body")
    end
  end)

  local task = spawn("parent", parent())
  await(pause())
  task:cancel()
  log(await(outcome(task)), state(task))
end)

scenario("group_child_error_and_body_cleanup_error", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("child", 1))
    do
      local _ <close> = defer(function()
        fail("body")
      end)
      await(aio.sleep(10))
    end
  end)

  log(await(outcome(parent())))
end)

scenario("group_body_swallows_the_cancel_of_a_failing_child", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("child", 1))
    log(await(outcome(aio.sleep(10))))
    await(pause())
    log("body went on")
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)
