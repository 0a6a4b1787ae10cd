-- Tasks: what they tell and keep (scheduling.md §4; CPython's test_tasks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, names, elapsed = support.outcome, support.attempt, support.names, support.elapsed
local expect, defer, fail, Boom = support.expect, support.defer, support.fail, support.Boom

scenario("task_result_and_exception_before_the_end", function()
  local child = async(function()
    await(pause())
    return 1
  end)

  local task = spawn("child", child())
  log(attempt(task.result, task), attempt(task.exception, task), task:done())
  log(await(task), task:result(), task:exception(), task:done())
end)

scenario("task_cannot_be_set_from_outside", function()
  local child = async(function()
    return 1
  end)

  local task = spawn("child", child())
  log(attempt(task.set_result, task, 2), attempt(task.set_exception, task, Boom("no")))
  log(await(task))
end)

scenario("task_names", function()
  local child = async(function()
    log(aio.current_task():get_name())
  end)

  local task = spawn("first", child())
  task:set_name("second")
  await(task)
  log(task:get_name())
end)

scenario("task_current_is_per_step", function()
  local child = async(function(name)
    log(name, aio.current_task():get_name())
    await(pause())
    log(name, aio.current_task():get_name())
  end)

  local loop = aio.get_running_loop()
  local main = aio.current_task()
  loop:call_soon(function() log("in a callback", aio.current_task()) end)
  await(aio.gather(spawn("a", child("a")), spawn("b", child("b"))))
  log(aio.current_task() == main)
end)

scenario("task_all_tasks_lists_the_unfinished", function()
  aio.current_task():set_name("main")

  local child = async(function(turns)
    await(pause(turns))
  end)

  local tasks = {spawn("one", child(1)), spawn("two", child(3)), spawn("three", child(5))}
  for _ = 0, 3 do
    log(names(aio.all_tasks()))
    await(pause(2))
  end
  log(names(tasks))
end)

scenario("task_coroutine_is_used_once", function()
  local child = async(function()
    return "once"
  end)

  local coro = child()
  log(await(coro))
  log(await(outcome(coro)))
end)

scenario("task_two_tasks_await_one", function()
  local child = async(function()
    await(aio.sleep(1))
    return "shared"
  end)

  local waiter = async(function(name, task)
    log(name, await(task))
  end)

  local task = spawn("child", child())
  await(aio.gather(waiter("a", task), waiter("b", task)))
end)

scenario("task_yields_to_callbacks_in_order", function()
  local loop = aio.get_running_loop()

  local child = async(function()
    for step = 0, 1 do
      loop:call_soon(log, "soon", step)
      await(pause())
      log("child", step)
    end
  end)

  await(child())
end)

scenario("task_many_sleeps_zero_are_one_turn_each", function()
  local counter = async(function(name, turns)
    await(pause(turns))
    log(name)
  end)

  await(aio.gather(counter("five", 5), counter("two", 2), counter("three", 3)))
end)

scenario("task_step_result_with_swallowed_error_inside", function()
  local leaf = async(function()
    fail("first")
  end)

  local child = async(function()
    local ok, err = aio.try(function()
      await(outcome(spawn("leaf", leaf())))
      fail("second")
    end)
    if not ok then
      expect(err, Boom)
      log("caught", err)
    end
    return "fine"
  end)

  log(await(spawn("child", child())))
end)

scenario("task_finally_runs_and_may_await", function()
  local child = async(function()
    local _ <close> = defer(function()
      log("cleaning")
      await(aio.sleep(1))
      log("cleaned", elapsed())
    end)
    log("body")
    fail("broken")
  end)

  log(await(outcome(spawn("child", child()))))
end)

scenario("task_error_in_finally_replaces_the_first", function()
  local child = async(function()
    local _ <close> = defer(function()
      await(pause())
      fail("second")
    end)
    fail("first")
  end)

  log(await(outcome(spawn("child", child()))))
end)

scenario("task_generator_awaits_between_values", function()
  local function numbers()
    return coroutine.wrap(function()
      for number = 0, 2 do
        await(aio.sleep(1))
        coroutine.yield(number)
      end
      log("generator ends")
    end)
  end

  local reader = async(function(name)
    for number in numbers() do
      log(name, number)
    end
  end)

  await(aio.gather(reader("a"), reader("b")))
  log("elapsed", elapsed())
end)

scenario("task_error_leaves_a_generator", function()
  local function numbers()
    return coroutine.wrap(function()
      coroutine.yield(1)
      await(pause())
      fail("in generator")
    end)
  end

  local reader = async(function()
    for number in numbers() do
      log(number)
    end
  end)

  log(await(outcome(reader())))
end)

scenario("task_deep_inline_calls_await_at_the_bottom", function()
  local down
  down = async(function(depth)
    if depth == 0 then
      await(aio.sleep(1))
      return "bottom"
    end
    return await(down(depth - 1))
  end)

  log(await(down(50)), elapsed())
end)
