-- wait (scheduling.md §7; CPython's test_tasks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, names, elapsed = support.outcome, support.state, support.names, support.elapsed
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

local nap = async(function(value, delay)
  await(aio.sleep(delay))
  return value
end)

scenario("s13_wait_returns_two_ticks_after_the_last", function()
  local child = async(function(name, turns)
    await(pause(turns))
    log(name, "ends")
  end)

  local tasks = {spawn("a", child("a", 2)), spawn("b", child("b", 1))}
  local done, pending = await(aio.wait(tasks))
  log(names(done), names(pending))
end)

scenario("s14_wait_on_finished_futures_still_takes_two_ticks", function()
  local tasks = {spawn("a", give(1)), spawn("b", give(2))}
  await(pause(3))
  log("all done", state(tasks[1]), state(tasks[2]))
  local done, pending = await(aio.wait(tasks))
  log(names(done), names(pending))
end)

scenario("s15_wait_first_completed_counts_late_finishers_of_the_tick", function()
  local tasks = {spawn("a", give(1, 1)), spawn("b", give(2, 2)), spawn("c", give(3, 9))}
  local done, pending = await(aio.wait(tasks, {return_when = "FIRST_COMPLETED"}))
  log(names(done), names(pending))
  await(aio.wait(pending))
end)

scenario("wait_first_exception", function()
  local tasks = {spawn("a", give(1)), spawn("b", broken("b", 2)), spawn("c", give(3, 9))}
  local done, pending = await(aio.wait(tasks, {return_when = "FIRST_EXCEPTION"}))
  log(names(done), names(pending))
  await(aio.wait(pending))
end)

scenario("wait_first_exception_without_one_waits_for_all", function()
  local tasks = {spawn("a", give(1)), spawn("b", give(2, 4))}
  local done, pending = await(aio.wait(tasks, {return_when = "FIRST_EXCEPTION"}))
  log(names(done), names(pending))
end)

scenario("wait_first_exception_ignores_cancelled_ones", function()
  local tasks = {spawn("a", nap(1, 10)), spawn("b", give(2, 5))}
  await(pause())
  tasks[1]:cancel()
  local done, pending = await(aio.wait(tasks, {return_when = "FIRST_EXCEPTION"}))
  log(names(done), names(pending))
end)

scenario("wait_first_completed_counts_a_cancelled_one", function()
  local tasks = {spawn("a", nap(1, 10)), spawn("b", nap(2, 1))}
  await(pause())
  tasks[1]:cancel()
  local done, pending = await(aio.wait(tasks, {return_when = "FIRST_COMPLETED"}))
  log(names(done), names(pending))
  await(aio.wait(pending))
end)

scenario("wait_timeout", function()
  local tasks = {spawn("a", nap(1, 1)), spawn("b", nap(2, 5))}
  local done, pending = await(aio.wait(tasks, {timeout = 2}))
  log(names(done), names(pending), elapsed())
  done, pending = await(aio.wait(tasks, {timeout = 0}))
  log(names(done), names(pending), elapsed())
  await(aio.wait(tasks))
  log(elapsed())
end)

scenario("wait_timeout_in_the_moment_of_the_end", function()
  local tasks = {spawn("a", nap(1, 2))}
  local done, pending = await(aio.wait(tasks, {timeout = 2}))
  log(names(done), names(pending), elapsed())
  if pending then
    await(aio.wait(pending))
  end
end)

scenario("wait_same_task_twice", function()
  local task = spawn("a", give(1))
  local done, pending = await(aio.wait({task, task}))
  log(names(done), names(pending))
end)

scenario("wait_cancelled_leaves_the_tasks_alone", function()
  local task = spawn("a", nap(1, 3))

  local waiter = async(function()
    await(aio.wait({task}))
  end)

  local other = spawn("waiter", waiter())
  await(pause(2))
  other:cancel("waiter only")
  log(await(outcome(other)), state(task))
  log(await(task), elapsed())
end)

scenario("wait_refuses_coroutines_and_nothing", function()
  local coro = give(1)
  log(await(outcome(aio.wait({coro}))))
  await(coro)
  log(await(outcome(aio.wait({}))))
end)

scenario("wait_errors_stay_in_the_tasks", function()
  local tasks = {spawn("a", broken("a")), spawn("b", broken("b"))}
  local done, pending = await(aio.wait(tasks))
  log(names(done), names(pending), state(tasks[1]), state(tasks[2]))
end)
