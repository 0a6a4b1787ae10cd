-- gather (scheduling.md §7; CPython's gather tests).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, elapsed, defer = support.outcome, support.state, support.elapsed, support.defer
local fail, Boom = support.fail, support.Boom

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

scenario("s08_gather_returns_two_ticks_after_the_last_child", function()
  local child = async(function(name, turns)
    await(pause(turns))
    log(name)
    return name
  end)

  log(await(aio.gather(child("a", 3), child("b", 1), child("c", 2))))
end)

scenario("s09_gather_of_finished_children_costs_nothing", function()
  local loop = aio.get_running_loop()
  local one, two = aio.Future(), aio.Future()
  one:set_result(1)
  two:set_result(2)
  loop:call_soon(log, "callback")
  local group = aio.gather(one, two)
  log(group:done(), await(group))
  await(pause())
end)

scenario("s09b_gather_of_nothing_is_done", function()
  local group = aio.gather()
  log(group:done(), await(group))
end)

scenario("s10_first_error_ends_gather_and_siblings_go_on", function()
  local child = async(function(name)
    await(pause(4))
    log(name, "goes on")
  end)

  local task = spawn("child", child("child"))
  log(await(outcome(aio.gather(task, broken("early", 1), broken("later", 2)))))
  log(state(task))
  await(task)
end)

scenario("s10b_gather_returning_exceptions_waits_for_all", function()
  log(await(aio.gather(give(1, 2), broken("b"), give(3), {return_exceptions = true})))
end)

scenario("s10c_finished_failed_child_ends_gather_at_once", function()
  local bad = aio.Future()
  bad:set_exception(Boom("bad"))
  local group = aio.gather(give("late", 3), bad)
  log(group:done(), await(outcome(group)))
end)

scenario("s11_cancelling_gather_cancels_the_children", function()
  local group = aio.gather(sleeper("a"), sleeper("b"))

  local waiter = async(function()
    log(await(outcome(group)))
  end)

  local task = spawn("waiter", waiter())
  await(pause(2))
  log(group:cancel("all"), group:cancelled(), group:done())
  await(task)
  log(group:cancelled())
end)

scenario("s11b_cancelling_gather_that_returns_exceptions", function()
  local one, two = spawn("one", sleeper("one")), spawn("two", sleeper("two"))
  local group = aio.gather(one, two, {return_exceptions = true})
  await(pause(2))
  log(group:cancel("all"))
  log(await(outcome(group)), group:cancelled(), state(one), state(two))
end)

scenario("s11c_cancelling_the_task_that_awaits_gather", function()
  local parent = async(function()
    log(await(outcome(aio.gather(sleeper("a"), sleeper("b")))))
    log(aio.current_task():cancelling())
  end)

  local task = spawn("parent", parent())
  await(pause(3))
  log(task:cancel("parent"))
  await(task)
end)

scenario("s11d_cancelled_gather_whose_children_swallow_it", function()
  local stubborn = async(function()
    await(outcome(aio.sleep(10)))
    return "anyway"
  end)

  local group = aio.gather(stubborn(), stubborn(), {return_exceptions = true})
  await(pause(2))
  log(group:cancel())
  log(await(outcome(group)))
  local plain = aio.gather(stubborn(), stubborn())
  await(pause(2))
  log(plain:cancel())
  log(await(outcome(plain)))
end)

scenario("s12_cancelled_child_is_an_error_of_gather", function()
  local one = spawn("one", sleeper("one"))
  local group = aio.gather(one, give("two", 6))
  await(pause(2))
  one:cancel("child")
  log(await(outcome(group)), group:cancelled(), state(one))
end)

scenario("s12b_cancelled_child_among_returned_exceptions", function()
  local one = spawn("one", sleeper("one"))
  local group = aio.gather(one, give("two", 6), {return_exceptions = true})
  await(pause(2))
  one:cancel("child")
  log(await(group))
end)

scenario("s12c_child_cancelled_before_gather_is_called", function()
  local one = spawn("one", sleeper("one"))
  one:cancel("early")
  await(pause(2))
  local group = aio.gather(one, {return_exceptions = true})
  log(group:done(), await(group))
  log(await(outcome(aio.gather(one))))
end)

scenario("s72_gather_starts_its_children_from_left_to_right", function()
  local child = async(function(name)
    log(name)
    return name
  end)

  local task = spawn("task", child("task"))
  log(await(aio.gather(child("left"), task, child("right"))))
end)

scenario("gather_duplicates_share_one_child", function()
  local child = async(function()
    log("runs once")
    return "shared"
  end)

  local task = spawn("child", child())
  log(await(aio.gather(task, give("other"), task)))
end)

scenario("gather_of_a_coroutine_used_twice", function()
  local coro = give("one")
  log(await(aio.gather(coro, coro)))
end)

scenario("gather_nested", function()
  local inner = aio.gather(give(1), give(2, 2))
  log(await(aio.gather(inner, give(3))))
end)

scenario("gather_nested_is_cancelled_through_both", function()
  local parent = async(function()
    await(aio.gather(aio.gather(sleeper("a"), sleeper("b")), sleeper("c")))
  end)

  local task = spawn("parent", parent())
  await(pause(3))
  task:cancel()
  log(await(outcome(task)))
end)

scenario("gather_cancel_after_it_is_done", function()
  local group = aio.gather(give(1))
  await(group)
  log(group:cancel(), group:cancelled())
end)

scenario("gather_cancel_after_the_first_error_is_refused", function()
  local task = spawn("slow", sleeper("slow"))
  local group = aio.gather(task, broken("early"))
  log(await(outcome(group)))
  log(group:cancel(), state(task))
end)

scenario("gather_cancel_when_all_children_are_done_already", function()
  local one, two = aio.Future(), aio.Future()
  local group = aio.gather(one, two)
  one:set_result(1)
  two:set_result(2)
  log(group:done(), group:cancel())
  log(await(group))
end)

scenario("gather_keeps_argument_order_whoever_ends_first", function()
  local child = async(function(delay)
    await(aio.sleep(delay))
    return delay
  end)

  log(await(aio.gather(child(3), child(1), child(2))), elapsed())
end)

scenario("gather_two_errors_in_one_tick", function()
  log(await(outcome(aio.gather(broken("first", 1), broken("second", 1)))))
  log(await(aio.gather(broken("x", 1), broken("y", 1), {return_exceptions = true})))
end)

scenario("gather_plain_futures", function()
  local futures = {}
  for _ = 0, 2 do
    futures[#futures + 1] = aio.Future()
  end
  local group = aio.gather(futures)
  futures[3]:set_result("c")
  futures[1]:set_result("a")
  await(pause(2))
  log(group:done())
  futures[2]:set_result("b")
  log(await(group))
end)

scenario("gather_callbacks_on_the_group", function()
  local group = aio.gather(give(1), give(2))
  group:add_done_callback(function(done) log("callback", done:result()) end)
  await(group)
  log("main")
end)
