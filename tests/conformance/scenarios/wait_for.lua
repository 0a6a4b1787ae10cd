-- wait_for (scheduling.md §7; CPython's test_waitfor).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state, elapsed = support.outcome, support.attempt, support.state, support.elapsed
local expect, defer, fail = support.expect, support.defer, support.fail

local give = async(function(value, turns)
  turns = turns or 0
  await(pause(turns))
  return value
end)

local nap = async(function(value, delay)
  do
    local _ <close> = defer(function()
      log("nap ends", elapsed())
    end)
    await(aio.sleep(delay))
  end
  return value
end)

scenario("s16_wait_for_runs_a_coroutine_in_the_same_task", function()
  local me = aio.current_task()

  local child = async(function()
    log("same task", aio.current_task() == me)
    return "value"
  end)

  log(await(aio.wait_for(child(), 1)))
  log(await(aio.wait_for(child(), nil)))
end)

scenario("s18_wait_for_zero_cancels_what_is_running", function()
  local task = spawn("nap", nap("value", 10))
  await(pause())
  log(await(outcome(aio.wait_for(task, 0))), state(task))
  local other = spawn("nap", nap("value", 10))
  await(pause())
  log(await(outcome(aio.wait_for(other, -1))), state(other), elapsed())
end)

scenario("s18b_wait_for_zero_never_starts_a_coroutine", function()
  log(await(outcome(aio.wait_for(nap("value", 1), 0))))
end)

scenario("wait_for_zero_and_a_done_future", function()
  local future = aio.Future()
  future:set_result("done")
  log(await(aio.wait_for(future, 0)))
end)

scenario("wait_for_zero_and_a_task_that_answers_the_cancel_with_a_value", function()
  local stubborn = async(function()
    await(outcome(aio.sleep(10)))
    return "anyway"
  end)

  local task = spawn("stubborn", stubborn())
  await(pause())
  log(await(aio.wait_for(task, 0)))
end)

scenario("wait_for_zero_waits_for_the_cleanup", function()
  local child = async(function()
    local _ <close> = defer(function()
      await(aio.sleep(1))
    end)
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(pause())
  log(await(outcome(aio.wait_for(task, 0))), elapsed())
end)

scenario("wait_for_timeout_on_a_coroutine", function()
  log(await(outcome(aio.wait_for(nap("value", 5), 1))), elapsed())
  log(aio.current_task():cancelling())
end)

scenario("wait_for_timeout_on_a_task_cancels_it", function()
  local task = spawn("nap", nap("value", 5))
  log(await(outcome(aio.wait_for(task, 1))), state(task), elapsed())
end)

scenario("wait_for_in_time", function()
  log(await(aio.wait_for(nap("value", 1), 2)), elapsed())
  await(aio.sleep(5))
  log("no late timeout", elapsed())
end)

scenario("wait_for_without_limit", function()
  log(await(aio.wait_for(nap("value", 1000), nil)), elapsed())
end)

scenario("wait_for_waits_for_a_slow_cancellation", function()
  local child = async(function()
    local _ <close> = defer(function()
      await(aio.sleep(3))
      log("cleaned", elapsed())
    end)
    await(aio.sleep(10))
  end)

  log(await(outcome(aio.wait_for(child(), 1))), elapsed())
end)

scenario("wait_for_value_in_spite_of_the_cancel_wins", function()
  local child = async(function()
    local ok, err = aio.try(function()
      await(aio.sleep(10))
    end)
    if not ok then
      expect(err, aio.CancelledError)
      log("swallowed")
    end
    return "anyway"
  end)

  log(await(aio.wait_for(child(), 1)), elapsed())
  log(await(aio.wait_for(spawn("child", child()), 1)), elapsed())
end)

scenario("wait_for_error_during_the_cancel_wins", function()
  local child = async(function()
    local _ <close> = defer(function()
      fail("in cleanup")
    end)
    await(aio.sleep(10))
  end)

  log(await(outcome(aio.wait_for(child(), 1))))
  log(await(outcome(aio.wait_for(spawn("child", child()), 1))))
end)

scenario("wait_for_result_set_before_the_deadline_of_the_same_moment", function()
  local loop = aio.get_running_loop()
  local future = loop:create_future()
  loop:call_later(1, future.set_result, future, "first")
  log(await(outcome(aio.wait_for(future, 1))), state(future))
  local other = loop:create_future()
  local waiter = spawn("waiter", aio.wait_for(other, 1))
  await(pause())
  loop:call_later(1, attempt, other.set_result, other, "second")
  log(await(outcome(waiter)), state(other))
end)

scenario("wait_for_is_cancelled_from_outside", function()
  local waiter = async(function()
    await(aio.wait_for(nap("value", 10), 5))
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  task:cancel("outside")
  log(await(outcome(task)), task:cancelling())
end)

scenario("wait_for_is_cancelled_and_its_task_with_it", function()
  local inner = spawn("inner", nap("value", 10))
  local task = spawn("waiter", aio.wait_for(inner, 5))
  await(pause(2))
  task:cancel("outside")
  log(await(outcome(task)), state(inner))
end)

scenario("wait_for_is_cancelled_and_the_inner_value_wins", function()
  local stubborn = async(function()
    await(outcome(aio.sleep(10)))
    return "anyway"
  end)

  local task = spawn("waiter", aio.wait_for(stubborn(), 5))
  await(pause())
  task:cancel()
  log(await(outcome(task)), task:cancelling())
end)

scenario("wait_for_cancel_in_the_tick_of_the_result_is_not_swallowed", function()
  local inner = spawn("inner", give("value", 2))
  local task = spawn("waiter", aio.wait_for(inner, 5))
  await(pause(3))
  log(state(inner), task:cancel())
  log(await(outcome(task)), state(inner))
end)

scenario("wait_for_inside_wait_for", function()
  local inner = async(function()
    log(await(outcome(aio.wait_for(aio.sleep(10), 1))), elapsed())
    await(aio.sleep(10))
  end)

  log(await(outcome(aio.wait_for(inner(), 3))), elapsed())
end)
