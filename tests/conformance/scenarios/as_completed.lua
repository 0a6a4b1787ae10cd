-- as_completed (scheduling.md §7; CPython's test_tasks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, elapsed, fail = support.outcome, support.state, support.elapsed, support.fail

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

local nap = async(function(value, delay)
  await(aio.sleep(delay))
  return value
end)

scenario("as_completed_yields_in_completion_order", function()
  local tasks = {spawn("a", nap("a", 3)), spawn("b", nap("b", 1)), spawn("c", nap("c", 2))}
  for next_done in aio.as_completed(tasks) do
    log(await(next_done), elapsed())
  end
end)

scenario("s16b_as_completed_costs_two_ticks_after_each_end", function()
  local child = async(function(name, turns)
    await(pause(turns))
    log(name, "ends")
    return name
  end)

  for next_done in aio.as_completed({child("a", 3), child("b", 1)}) do
    log("got", await(next_done))
  end
end)

scenario("as_completed_starts_coroutines_in_order", function()
  local child = async(function(name)
    log(name)
    return name
  end)

  for next_done in aio.as_completed({child("a"), child("b"), child("c")}) do
    log("got", await(next_done))
  end
end)

scenario("as_completed_finished_ones_come_first", function()
  local done = spawn("done", give("done"))
  await(pause(2))
  for next_done in aio.as_completed({spawn("slow", nap("slow", 1)), done}) do
    log(await(next_done))
  end
end)

scenario("as_completed_errors_and_cancellations_come_out_in_turn", function()
  local tasks = {spawn("a", nap("a", 9)), spawn("b", broken("b", 1)), spawn("c", give("c", 5))}
  await(pause())
  tasks[1]:cancel("a")
  for next_done in aio.as_completed(tasks) do
    log(await(outcome(next_done)))
  end
end)

scenario("as_completed_timeout", function()
  local tasks = {spawn("a", nap("a", 1)), spawn("b", nap("b", 5)), spawn("c", nap("c", 6))}
  for next_done in aio.as_completed(tasks, {timeout = 2}) do
    log(await(outcome(next_done)), elapsed())
  end
  log(state(tasks[2]))
  await(aio.wait(tasks))
end)

scenario("as_completed_timeout_not_reached", function()
  local tasks = {spawn("a", nap("a", 1)), spawn("b", nap("b", 2))}
  for next_done in aio.as_completed(tasks, {timeout = 5}) do
    log(await(next_done))
  end
  await(aio.sleep(9))
  log("nothing more", elapsed())
end)

scenario("as_completed_duplicates_come_once", function()
  local task = spawn("a", give("a"))
  for next_done in aio.as_completed({task, task, spawn("b", give("b"))}) do
    log(await(next_done))
  end
end)

scenario("as_completed_of_nothing", function()
  for next_done in aio.as_completed({}) do
    log("never", next_done)
  end
  log("done")
end)

scenario("as_completed_two_of_one_tick", function()
  for next_done in aio.as_completed({give("a", 1), give("b", 1), give("c", 1)}) do
    log(await(next_done))
  end
end)

scenario("as_completed_consumer_cancelled", function()
  local task = spawn("a", nap("a", 5))

  local reader = async(function()
    for next_done in aio.as_completed({task}) do
      await(next_done)
    end
  end)

  local other = spawn("reader", reader())
  await(pause(2))
  other:cancel("reader")
  log(await(outcome(other)), state(task))
  log(await(task))
end)
