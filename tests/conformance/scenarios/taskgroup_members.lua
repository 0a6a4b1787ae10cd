-- TaskGroup: members, refusals, counting (scheduling.md §9; CPython's test_taskgroups).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, elapsed, defer = support.outcome, support.attempt, support.elapsed, support.defer
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

scenario("group_child_creates_siblings", function()
  local child
  child = async(function(group, depth)
    log("depth", depth)
    if depth > 0 then
      group:create_task(child(group, depth - 1))
    end
  end)

  do
    local group <close> = aio.TaskGroup()
    group:create_task(child(group, 3))
  end
  log("ended")
end)

scenario("group_multiplying_children_and_one_failure", function()
  local child
  child = async(function(group, depth)
    await(pause())
    if depth > 0 then
      group:create_task(child(group, depth - 1))
      group:create_task(child(group, depth - 1))
    end
  end)

  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(child(group, 3))
    group:create_task(broken("stop", 4))
  end)

  log(await(outcome(parent())))
  log(#aio.all_tasks(), "left")
end)

scenario("group_names_pass_through", function()
  local child = async(function()
    log(aio.current_task():get_name())
  end)

  local group <close> = aio.TaskGroup()
  group:create_task(child(), {name = "first"})
  group:create_task(child(), {name = "second"})
end)

scenario("group_refuses_tasks_while_it_aborts", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("child"))
    log(await(outcome(aio.sleep(10))))
    log(attempt(group.create_task, group, give(1)))
  end)

  log(await(outcome(parent())))
end)

scenario("group_refuses_tasks_after_the_end", function()
  local group
  do
    local closing <close> = aio.TaskGroup()
    group = closing
    group:create_task(give(1))
  end
  log(attempt(group.create_task, group, give(2)))
end)

scenario("group_cancel_count_is_zero_after_a_handled_error", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("child"))
    await(aio.sleep(10))
  end)

  local me = aio.current_task()
  log(await(outcome(parent())), me:cancelling())
  await(aio.sleep(1))
  log("not cancelled", me:cancelling(), elapsed())
end)

scenario("group_error_and_outside_cancel_keep_the_count", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("child", 2))
    await(aio.sleep(10))
  end)

  local runner = async(function()
    local me = aio.current_task()
    log(await(outcome(parent())), me:cancelling())
    log(await(outcome(aio.sleep(1))), me:cancelling())
  end)

  local task = spawn("runner", runner())
  await(pause(4))
  task:cancel("outside")
  log(await(outcome(task)))
end)

scenario("group_nested_groups_and_a_cancel_from_outside", function()
  local inner = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("inner", 2))
    await(aio.sleep(10))
  end)

  local parent = async(function()
    local me = aio.current_task()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("outer", 2))
    log(await(outcome(inner())), me:cancelling())
    log(await(outcome(aio.sleep(10))), me:cancelling())
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)

scenario("group_member_cancelled_from_outside_twice", function()
  local slow = async(function()
    local _ <close> = defer(function()
      await(outcome(aio.sleep(5)))
      log("slow leaves", elapsed())
    end)
    await(aio.sleep(10))
  end)

  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(slow())
  end)

  local task = spawn("parent", parent())
  await(pause(2))
  task:cancel("first")
  await(aio.sleep(1))
  task:cancel("second")
  log(await(outcome(task)), task:cancelling(), elapsed())
end)

scenario("group_parent_awaits_its_children_itself", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    local task = group:create_task(broken("child", 1))
    log(await(outcome(task)))
    log(await(outcome(aio.sleep(1))))
  end)

  log(await(outcome(parent())))
end)

scenario("group_late_errors_of_other_children_join", function()
  local late = async(function()
    await(outcome(aio.sleep(10)))
    await(pause(2))
    fail("late")
  end)

  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(late())
    group:create_task(broken("first", 1))
  end)

  log(await(outcome(parent())))
end)

scenario("group_child_swallows_the_cancellation", function()
  local stubborn = async(function()
    log(await(outcome(aio.sleep(10))))
    await(pause(3))
    log("stubborn ends")
  end)

  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(stubborn())
    group:create_task(broken("first", 1))
  end)

  log(await(outcome(parent())))
end)

scenario("group_in_a_group_of_another_task", function()
  local member = async(function(name)
    local group <close> = aio.TaskGroup()
    group:create_task(sleeper(name .. " child"))
    group:create_task(give(name, 2))
  end)

  do
    local group <close> = aio.TaskGroup()
    local one = group:create_task(member("a"))
    group:create_task(member("b"))
    await(pause(4))
    one:cancel()
  end
  log("ended", elapsed())
end)
