-- gather: requests to cancel on many ways at once (scheduling.md §5, §7).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, defer = support.outcome, support.defer

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

scenario("gather_cancel_asks_a_duplicate_twice", function()
  local child = async(function()
    log(await(outcome(aio.sleep(10))), aio.current_task():cancelling())
  end)

  local task = spawn("child", child())
  local group = aio.gather(task, task)
  await(pause(2))
  group:cancel()
  log(await(outcome(group)))
end)

scenario("gather_child_cancels_the_task_that_gathers", function()
  local child = async(function(parent)
    await(pause())
    log("asks", parent:cancel())
    return "child"
  end)

  local parent = async(function(return_exceptions)
    local me = aio.current_task()
    local children = {child(me), sleeper("sibling")}
    log(await(outcome(aio.gather(children, {return_exceptions = return_exceptions}))))
  end)

  await(spawn("one", parent(true)))
  await(spawn("two", parent(false)))
end)

scenario("gather_child_is_cancelled_while_the_other_ends_in_the_same_tick", function()
  local parent = async(function()
    await(aio.gather(give("a", 2), sleeper("b"), {return_exceptions = true}))
  end)

  local task = spawn("parent", parent())
  await(pause(4))
  task:cancel()
  log(await(outcome(task)))
end)

scenario("gather_cancel_reaches_a_task_on_every_way", function()
  local leaf = async(function()
    log(await(outcome(aio.sleep(10))), aio.current_task():cancelling())
  end)

  local middle = async(function(task)
    await(task)
  end)

  local top = async(function(group)
    await(group)
  end)

  local one = spawn("one", leaf())
  local two = spawn("two", middle(one))
  local group = aio.gather(two, one)
  local three = spawn("three", top(group))
  await(pause(2))
  for _, task in ipairs({one, three, two}) do
    task:cancel()
    log(one:cancelling(), two:cancelling(), three:cancelling())
  end
  log(await(outcome(three)))
end)

scenario("gather_nested_is_cancelled_by_a_task_below", function()
  local leaf = async(function(tasks)
    await(pause(2))
    log(tasks[1]:cancel())
    return "leaf"
  end)

  local middle = async(function(tasks)
    local children = {leaf(tasks), sleeper("sibling")}
    log("middle", await(outcome(aio.gather(children, {return_exceptions = true}))))
    return "middle"
  end)

  local top = async(function(tasks)
    local children = {tasks[1], give("beside", 9)}
    log("top", await(outcome(aio.gather(children))))
  end)

  local tasks = {}
  tasks[#tasks + 1] = spawn("middle", middle(tasks))
  await(spawn("top", top(tasks)))
end)

scenario("gather_nested_and_everyone_cancelled_from_the_top", function()
  for _, return_exceptions in ipairs({false, true}) do
    local inner = spawn("inner", sleeper("inner"))

    local middle = async(function(task)
      await(aio.gather(task))
    end)

    local top = async(function(task, flag)
      await(aio.gather(give("beside"), task, {return_exceptions = flag}))
    end)

    local two = spawn("middle", middle(inner))
    local three = spawn("top", top(two, return_exceptions))
    await(pause(5))
    for _, task in ipairs({three, two, inner}) do
      task:cancel()
    end
    log(await(outcome(three)), three:cancelling(), two:cancelling(), inner:cancelling())
  end
end)

scenario("gather_nested_of_bare_coroutines_and_everyone_cancelled", function()
  local tasks = {}

  local leaf = async(function()
    tasks[#tasks + 1] = aio.current_task()
    await(sleeper("leaf"))
  end)

  local middle = async(function()
    tasks[#tasks + 1] = aio.current_task()
    await(aio.gather(leaf()))
  end)

  local top = async(function()
    tasks[#tasks + 1] = aio.current_task()
    await(aio.gather(give("beside"), middle(), {return_exceptions = true}))
  end)

  spawn("top", top())
  await(pause(6))
  for _, task in ipairs(tasks) do
    task:cancel()
  end
  log(await(outcome(tasks[1])))
end)
