-- Tasks: creation, steps, awaiting (scheduling.md §4).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, fail = support.outcome, support.state, support.fail

scenario("s01_tasks_start_in_creation_order", function()
  local say = async(function(name)
    log(name)
  end)

  for _, name in ipairs({"a", "b", "c"}) do
    spawn(name, say(name))
  end
  log("main")
  await(pause())
  log("main again")
end)

scenario("s01b_a_new_task_starts_after_what_is_already_ready", function()
  local loop = aio.get_running_loop()

  local say = async(function(name)
    log(name)
  end)

  loop:call_soon(log, "before")
  spawn("task", say("task"))
  loop:call_soon(log, "after")
  await(pause())
end)

scenario("s06_awaiting_a_task_costs_one_tick_after_its_end", function()
  local child = async(function()
    log("child")
    return "value"
  end)

  local task = spawn("child", child())
  log(await(task))
end)

scenario("s06b_chain_of_tasks_unwinds_a_tick_each", function()
  local link
  link = async(function(depth)
    if depth > 0 then
      await(spawn("link", link(depth - 1)))
    end
    log("link", depth)
  end)

  await(spawn("chain", link(3)))
  log("main")
end)

scenario("s07_awaiting_a_coroutine_is_a_plain_call", function()
  local loop = aio.get_running_loop()

  local inner = async(function(value)
    log("inner")
    return value
  end)

  local outer = async(function()
    return await(inner("deep"))
  end)

  loop:call_soon(log, "callback")
  log(await(outer()))
  await(pause())
end)

scenario("s07b_inline_coroutines_share_the_task", function()
  local inner = async(function()
    log(aio.current_task():get_name())
    await(pause())
    log(aio.current_task():get_name())
  end)

  local outer = async(function()
    await(inner())
  end)

  await(spawn("one task", outer()))
end)

scenario("s23_two_tasks_take_turns", function()
  local worker = async(function(name)
    for step = 0, 2 do
      log(name, step)
      await(pause())
    end
  end)

  await(aio.gather(worker("a"), worker("b")))
end)

scenario("s24_task_created_while_others_run_goes_to_the_end", function()
  local leaf = async(function(name)
    log(name)
  end)

  local parent = async(function(name)
    log(name)
    spawn("leaf", leaf(name .. " leaf"))
    await(pause())
    log(name, "again")
  end)

  await(aio.gather(parent("a"), parent("b")))
end)

scenario("s25_awaiting_a_finished_task_costs_nothing", function()
  local loop = aio.get_running_loop()

  local child = async(function()
    return "value"
  end)

  local task = spawn("child", child())
  await(pause(2))
  loop:call_soon(log, "callback")
  log(await(task), await(task))
  await(pause())
end)

scenario("s26_task_error_reaches_every_awaiter", function()
  local child = async(function()
    fail("broken")
  end)

  local task = spawn("child", child())
  for _ = 0, 1 do
    log(await(outcome(task)))
  end
  log(state(task))
end)

scenario("s27_done_callbacks_of_a_task_run_the_tick_after", function()
  local child = async(function()
    log("child ends")
  end)

  local task = spawn("child", child())
  task:add_done_callback(function(done) log("callback", state(done)) end)
  await(task)
  log("main")
  task:add_done_callback(function(_) log("late callback") end)
  await(pause())
end)

scenario("s28_awaiting_something_else_is_an_error_in_the_task", function()
  local child = async(function()
    await(42)
  end)

  log(await(outcome(spawn("child", child()))))
end)

scenario("s29_a_task_cannot_await_itself", function()
  local child = async(function()
    log(await(outcome(aio.current_task())))
  end)

  await(spawn("child", child()))
end)
