-- shield (scheduling.md §7; CPython's test_waitfor).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, elapsed, defer = support.outcome, support.state, support.elapsed, support.defer
local fail = support.fail

local nap = async(function(value, delay)
  do
    local _ <close> = defer(function()
      log("nap ends", elapsed())
    end)
    await(aio.sleep(delay))
  end
  return value
end)

scenario("s71_shield_costs_two_ticks", function()
  local child = async(function()
    log("child ends")
    return "value"
  end)

  log(await(aio.shield(child())))
end)

scenario("s71b_shield_of_a_done_future_is_that_future", function()
  local future = aio.Future()
  future:set_result(1)
  log(aio.shield(future) == future, await(aio.shield(future)))
end)

scenario("shield_keeps_the_inner_alive", function()
  local inner = spawn("inner", nap("value", 2))

  local waiter = async(function()
    await(aio.shield(inner))
  end)

  local task = spawn("waiter", waiter())
  await(pause(2))
  log(task:cancel("outer only"))
  log(await(outcome(task)), state(inner))
  log(await(inner), elapsed())
end)

scenario("shield_lets_the_cancel_of_the_inner_through", function()
  local inner = spawn("inner", nap("value", 2))
  local shield = aio.shield(inner)
  await(pause())
  inner:cancel("inner")
  log(await(outcome(shield)), shield:cancelled())
end)

scenario("shield_lets_errors_through", function()
  local broken = async(function()
    await(pause())
    fail("inside")
  end)

  log(await(outcome(aio.shield(broken()))))
end)

scenario("shield_cancelled_twice", function()
  local inner = spawn("inner", nap("value", 2))
  local shield = aio.shield(inner)
  log(shield:cancel(), shield:cancel(), state(shield), state(inner))
  log(await(inner))
end)

scenario("shield_under_wait_for_survives_the_timeout", function()
  local inner = spawn("inner", nap("value", 3))
  log(await(outcome(aio.wait_for(aio.shield(inner), 1))), state(inner))
  log(await(outcome(aio.wait_for(aio.shield(inner), 0))), state(inner))
  log(await(aio.wait_for(aio.shield(inner), nil)), elapsed())
end)

scenario("shield_two_around_one_task", function()
  local inner = spawn("inner", nap("value", 2))
  local one, two = aio.shield(inner), aio.shield(inner)
  one:cancel()
  log(await(outcome(one)), await(two))
end)

scenario("shield_around_gather", function()
  local group = aio.gather(nap(1, 1), nap(2, 2))

  local waiter = async(function()
    await(aio.shield(group))
  end)

  local task = spawn("waiter", waiter())
  await(pause(2))
  task:cancel()
  log(await(outcome(task)), group:done())
  log(await(group))
end)

scenario("s71c_error_of_the_inner_is_told_if_the_outer_is_cancelled", function()
  local broken = async(function()
    await(pause(3))
    fail("nobody waits")
  end)

  local shield = aio.shield(spawn("inner", broken()))
  log(shield:cancel())
  await(aio.sleep(1))
  log("main")
end)

scenario("s71d_end_of_the_inner_takes_its_tick_if_the_outer_is_cancelled", function()
  local shield = aio.shield(spawn("inner", nap("value", 1)))
  log(shield:cancel())
  await(aio.sleep(2))
  log("main")
end)
