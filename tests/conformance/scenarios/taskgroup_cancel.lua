-- TaskGroup:cancel (scheduling.md §9).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state, elapsed = support.outcome, support.attempt, support.state, support.elapsed
local defer, fail = support.defer, support.fail

local give = async(function(value, turns)
  turns = turns or 0
  await(pause(turns))
  return value
end)

local sleeper = async(function(name)
  local _ <close> = defer(function()
    log(name, "leaves")
  end)
  await(aio.sleep(10))
end)

scenario("s37_cancel_ends_the_group_without_an_error", function()
  do
    local group <close> = aio.TaskGroup()
    group:create_task(sleeper("one"))
    group:create_task(sleeper("two"))
    await(pause())
    group:cancel()
    log("body ends")
  end
  log("after", aio.current_task():cancelling())
  await(pause())
end)

scenario("s37b_a_child_cancels_its_group", function()
  local child = async(function(group)
    await(pause())
    group:cancel()
    log("asked")
    await(pause())
    log("never")
  end)

  do
    local group <close> = aio.TaskGroup()
    group:create_task(sleeper("one"))
    group:create_task(child(group))
  end
  log("after", aio.current_task():cancelling())
end)

scenario("s37c_cancel_after_the_end_does_nothing", function()
  local group
  do
    local closing <close> = aio.TaskGroup()
    group = closing
    group:create_task(give(1))
  end
  group:cancel()
  await(pause())
  log("after", aio.current_task():cancelling())
end)

scenario("s37d_cancel_twice_is_cancel_once", function()
  do
    local group <close> = aio.TaskGroup()
    group:create_task(sleeper("one"))
    await(pause())
    group:cancel()
    group:cancel()
    log(aio.current_task():cancelling())
  end
  log("after", aio.current_task():cancelling())
end)

scenario("s37e_errors_during_that_cancellation_are_raised", function()
  local crash = async(function()
    local _ <close> = defer(function()
      fail("in cleanup")
    end)
    await(aio.sleep(10))
  end)

  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(crash())
    await(pause())
    group:cancel()
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)

scenario("s37f_no_task_joins_a_cancelled_group", function()
  local group <close> = aio.TaskGroup()
  group:create_task(sleeper("one"))
  await(pause())
  group:cancel()
  log(attempt(group.create_task, group, give(1)))
end)

scenario("s37g_outside_cancel_after_cancel_is_not_swallowed", function()
  local stubborn = async(function()
    await(outcome(aio.sleep(10)))
    await(pause(5))
  end)

  local parent = async(function()
    do
      local group <close> = aio.TaskGroup()
      group:create_task(stubborn())
      await(pause())
      group:cancel()
    end
    log("never")
  end)

  local task = spawn("parent", parent())
  await(pause(4))
  task:cancel("outside")
  log(await(outcome(task)), task:cancelling())
end)

scenario("s37h_cancel_of_a_group_nested_in_another", function()
  local task
  do
    local outer <close> = aio.TaskGroup()
    task = outer:create_task(give("outer", 6))
    do
      local inner <close> = aio.TaskGroup()
      inner:create_task(sleeper("inner"))
      await(pause())
      inner:cancel()
    end
    log("inner ended", state(task))
  end
  log("outer ended", state(task))
end)

scenario("s37i_cancel_by_a_timer_while_waiting_in_exit", function()
  local loop = aio.get_running_loop()
  do
    local group <close> = aio.TaskGroup()
    group:create_task(sleeper("one"))
    loop:call_later(1, group.cancel, group)
  end
  log("after", elapsed(), aio.current_task():cancelling())
end)

scenario("s37j_cancel_of_a_group_without_children", function()
  do
    local group <close> = aio.TaskGroup()
    group:cancel()
  end
  await(pause())
  log("after", aio.current_task():cancelling())
end)
