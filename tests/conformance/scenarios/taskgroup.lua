-- TaskGroup: when it ends, how it fails (scheduling.md §9).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, defer, fail = support.outcome, support.defer, support.fail

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

scenario("s30_group_ends_two_ticks_after_the_last_child", function()
  local child = async(function(name, turns)
    await(pause(turns))
    log(name, "ends")
  end)

  do
    local group <close> = aio.TaskGroup()
    group:create_task(child("a", 2))
    group:create_task(child("b", 1))
    log("body ends")
  end
  log("group ended")
end)

scenario("s31_empty_group_costs_nothing", function()
  local loop = aio.get_running_loop()
  loop:call_soon(log, "callback")
  do
    local _ <close> = aio.TaskGroup()
    log("body")
  end
  log("ended")
  await(pause())
end)

scenario("s32_group_whose_children_are_gone_costs_nothing", function()
  do
    local group <close> = aio.TaskGroup()
    group:create_task(give(1))
    await(pause(3))
    log("body ends")
  end
  log("ended")
end)

scenario("s32b_child_whose_callback_is_pending_still_counts", function()
  do
    local group <close> = aio.TaskGroup()
    local task = group:create_task(give(1))
    await(pause())
    log(task:done())
  end
  log("ended")
end)

scenario("s33_child_error_reaches_siblings_and_parent", function()
  local parent = async(function()
    do
      local group <close> = aio.TaskGroup()
      group:create_task(sleeper("sibling"))
      group:create_task(broken("child", 1))
      do
        local _ <close> = defer(function()
          log("body leaves")
        end)
        await(aio.sleep(10))
      end
    end
    log("never")
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)

scenario("s33b_child_error_while_the_parent_waits_in_exit", function()
  local parent = async(function()
    do
      local group <close> = aio.TaskGroup()
      group:create_task(sleeper("one"))
      group:create_task(sleeper("two"))
      group:create_task(broken("child", 1))
    end
    log("never")
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)

scenario("s34_body_error_comes_last", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(crash_in_cleanup("cleanup one"))
    group:create_task(crash_in_cleanup("cleanup two"))
    await(pause())
    fail("body")
  end)

  log(await(outcome(parent())))
end)

scenario("s34b_body_error_before_any_await", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(sleeper("never started"))
    fail("body")
  end)

  log(await(outcome(parent())))
end)

scenario("s34c_errors_are_listed_in_completion_order", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("slow", 3))
    group:create_task(broken("quick", 1))
    group:create_task(broken("slow as well", 3))
  end)

  log(await(outcome(parent())))
end)

scenario("s34d_two_children_fail_in_one_tick", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("one", 1))
    group:create_task(broken("two", 1))
    group:create_task(broken("three", 2))
  end)

  log(await(outcome(parent())))
end)

scenario("s35_cancel_from_outside_during_the_exit", function()
  local parent = async(function()
    do
      local group <close> = aio.TaskGroup()
      group:create_task(sleeper("one"))
      group:create_task(sleeper("two"))
    end
    log("never")
  end)

  local task = spawn("parent", parent())
  await(pause(2))
  task:cancel("outside")
  log(await(outcome(task)), task:cancelling())
end)

scenario("s36_cancel_from_outside_during_the_body", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(sleeper("one"))
    group:create_task(sleeper("two"))
    do
      local _ <close> = defer(function()
        log("body leaves")
      end)
      await(aio.sleep(10))
    end
  end)

  local task = spawn("parent", parent())
  await(pause(2))
  task:cancel("outside")
  log(await(outcome(task)), task:cancelling())
end)

scenario("s38_children_are_cancelled_in_creation_order", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    for _, name in ipairs({"a", "b", "c", "d", "e", "f", "g", "h"}) do
      group:create_task(sleeper(name))
    end
    await(pause())
    fail("body")
  end)

  log(await(outcome(parent())))
end)
