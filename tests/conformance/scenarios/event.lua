-- Event (scheduling.md §10; CPython's test_locks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, elapsed = support.outcome, support.elapsed

scenario("s44_event_wakes_all_waiters_in_order_even_if_cleared", function()
  local event = aio.Event()

  local waiter = async(function(name)
    log(name, await(event:wait()), event:is_set())
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  event:set()
  event:clear()
  await(aio.wait(tasks))
end)

scenario("event_set_before_waiting_costs_nothing", function()
  local event = aio.Event()
  aio.get_running_loop():call_soon(log, "callback")
  event:set()
  log(await(event:wait()), event:is_set())
  event:clear()
  log(event:is_set())
  await(pause())
end)

scenario("event_task_started_in_the_tick_of_set_passes_first", function()
  local event = aio.Event()

  local waiter = async(function(name)
    await(event:wait())
    log(name)
  end)

  local tasks = {spawn("1", waiter(1)), spawn("2", waiter(2))}
  await(pause())
  tasks[#tasks + 1] = spawn("3", waiter(3))
  event:set()
  await(aio.wait(tasks))
end)

scenario("event_set_twice_wakes_once", function()
  local event = aio.Event()

  local waiter = async(function()
    for number = 0, 1 do
      await(event:wait())
      log("woke", number)
      event:clear()
    end
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  event:set()
  event:set()
  await(pause(3))
  event:set()
  await(task)
end)

scenario("event_set_clear_set", function()
  local event = aio.Event()

  local waiter = async(function()
    log(await(event:wait()))
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  event:set()
  event:clear()
  event:set()
  event:set()
  await(task)
  log(event:is_set())
end)

scenario("event_cancelled_waiter", function()
  local event = aio.Event()

  local waiter = async(function(name)
    log(name, await(outcome(event:wait())))
  end)

  local one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
  await(pause())
  one:cancel()
  event:set()
  await(aio.wait({one, two}))
end)

scenario("event_waiter_woken_and_cancelled_in_one_tick", function()
  local event = aio.Event()

  local waiter = async(function()
    log(await(outcome(event:wait())))
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  event:set()
  task:cancel()
  await(task)
  log(event:is_set())
end)

scenario("event_set_by_a_timer", function()
  local event = aio.Event()
  aio.get_running_loop():call_later(2, event.set, event)
  log(await(outcome(aio.wait_for(event:wait(), 1))), elapsed())
  log(await(event:wait()), elapsed())
end)
