-- Futures: states, results, callbacks (scheduling.md §3; CPython's test_futures).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state, elapsed = support.outcome, support.attempt, support.state, support.elapsed
local fail, Boom, new_loop = support.fail, support.Boom, support.new_loop

scenario("s76_callbacks_run_in_registration_order_a_tick_later", function()
  local loop = aio.get_running_loop()
  local future = loop:create_future()

  local waiter = async(function()
    log("waiter got", await(future))
  end)

  future:add_done_callback(function(_) log("callback 1") end)
  spawn("waiter", waiter())
  await(pause())
  future:add_done_callback(function(_) log("callback 2") end)
  future:set_result("value")
  future:add_done_callback(function(_) log("late callback 3") end)
  log("set")
  await(pause())
  log("main")
end)

scenario("future_starts_pending", function()
  local future = aio.Future()
  log(future:done(), future:cancelled())
  log(attempt(future.result, future), attempt(future.exception, future))
  log(future:get_loop() == aio.get_running_loop())
  log(aio.isfuture(future), aio.isfuture(3), aio.isfuture(aio.current_task()))
end)

scenario("future_result", function()
  local future = aio.Future()
  future:set_result(42)
  log(future:done(), future:cancelled(), future:result(), future:exception())
  log(await(future))
end)

scenario("future_result_may_be_nothing_or_false", function()
  for _, value in ipairs({false, 0}) do
    local future = aio.Future()
    future:set_result(value)
    log(state(future), await(future))
  end
  local nothing = aio.Future()
  nothing:set_result(nil)
  log(state(nothing), await(nothing))
end)

scenario("future_exception", function()
  local future = aio.Future()
  future:set_exception(Boom("broken"))
  log(future:done(), future:cancelled(), future:exception(), attempt(future.result, future))
  log(await(outcome(future)))
  log(await(outcome(future)))
end)

scenario("future_is_set_once", function()
  local future = aio.Future()
  future:set_result(1)
  log(attempt(future.set_result, future, 2), attempt(future.set_exception, future, Boom("late")))
  log(future:cancel(), state(future))
  local failed = aio.Future()
  failed:set_exception(Boom("first"))
  log(attempt(failed.set_result, failed, 2), attempt(failed.set_exception, failed, Boom("late")))
  log(failed:cancel(), state(failed))
end)

scenario("future_cancel", function()
  local future = aio.Future()
  log(future:cancel(), future:cancel(), future:done(), future:cancelled())
  log(await(outcome(future)))
  log(attempt(future.set_result, future, 1), attempt(future.set_exception, future, Boom("late")))
end)

scenario("future_cancel_message_reaches_every_reader", function()
  local future = aio.Future()
  future:cancel("enough")
  log(await(outcome(future)))

  local read = async(function()
    return future:result()
  end)

  local inspect = async(function()
    return future:exception()
  end)

  log(await(outcome(read())), await(outcome(inspect())))
end)

scenario("future_callback_gets_the_future", function()
  local future = aio.Future()
  future:add_done_callback(function(done) log("same", done == future, state(done)) end)
  future:set_result("value")
  await(pause())
end)

scenario("future_callback_on_cancel_and_on_exception", function()
  local cancelled, failed = aio.Future(), aio.Future()
  for _, future in ipairs({cancelled, failed}) do
    future:add_done_callback(function(done) log("done", state(done)) end)
  end
  cancelled:cancel()
  failed:set_exception(Boom("broken"))
  log("settled")
  await(pause())
end)

scenario("future_callback_added_after_completion_runs_next_tick", function()
  local future = aio.Future()
  future:set_result(1)
  future:add_done_callback(function(_) log("late") end)
  log("added")
  await(pause())
  future:add_done_callback(function(_) log("later") end)
  await(pause())
end)

scenario("future_callback_may_be_registered_twice", function()
  local future = aio.Future()

  local function twice(_)
    log("called")
  end

  future:add_done_callback(twice)
  future:add_done_callback(twice)
  future:set_result(1)
  await(pause())
end)

scenario("future_remove_callback_removes_every_equal_one", function()
  local future = aio.Future()

  local function first(_)
    log("first")
  end

  local function second(_)
    log("second")
  end

  for _, callback in ipairs({first, second, first, first}) do
    future:add_done_callback(callback)
  end
  log(future:remove_done_callback(first), future:remove_done_callback(first))
  future:set_result(1)
  log(future:remove_done_callback(second))
  await(pause())
end)

scenario("future_callback_failure_spares_the_others", function()
  local future = aio.Future()
  future:add_done_callback(function(_) log("first") end)
  future:add_done_callback(function(_) fail("in callback") end)
  future:add_done_callback(function(_) log("third") end)
  future:set_result(1)
  await(pause())
  log("main")
end)

scenario("future_callback_adds_another", function()
  local future = aio.Future()

  local function outer(done)
    log("outer")
    done:add_done_callback(function(_) log("inner") end)
  end

  future:add_done_callback(outer)
  future:add_done_callback(function(_) log("beside") end)
  future:set_result(1)
  await(pause(3))
end)

scenario("future_wakes_all_its_waiters_in_order", function()
  local future = aio.Future()

  local waiter = async(function(name)
    log(name, await(outcome(future)))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  future:set_exception(Boom("shared"))
  await(aio.wait(tasks))
end)

scenario("future_cancelled_under_its_waiters", function()
  local future = aio.Future()

  local waiter = async(function(name)
    log(name, await(outcome(future)))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  log(future:cancel("gone"))
  await(aio.wait(tasks))
  log(state(tasks[1]), tasks[1]:cancelling())
end)

scenario("future_cancelled_by_one_waiter_takes_the_others_along", function()
  local future = aio.Future()

  local waiter = async(function(name)
    log(name, await(outcome(future)))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  log(tasks[1]:cancel())
  log(state(future))
  await(aio.wait(tasks))
end)

scenario("future_waiter_cancelled_before_the_callbacks_run", function()
  local future = aio.Future()

  local waiter = async(function(name)
    log(name, await(outcome(future)))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  future:set_result("value")
  log(tasks[1]:cancel(), state(future))
  await(aio.wait(tasks))
end)

scenario("future_set_by_a_timer", function()
  local loop = aio.get_running_loop()
  local future = loop:create_future()
  loop:call_later(1, future.set_result, future, "in time")
  log(await(future), elapsed())
end)

scenario("future_of_another_loop_cannot_be_awaited", function()
  local other = new_loop()
  local future = other:create_future()
  log(await(outcome(future)))
  other:close()
end)

scenario("ensure_future_keeps_futures_and_wraps_coroutines", function()
  local work = async(function()
    log("working")
    return "done"
  end)

  local future = aio.Future()
  log(aio.ensure_future(future) == future)
  local task = aio.ensure_future(work())
  log(aio.isfuture(task), aio.ensure_future(task) == task)
  log(await(task))
  log(attempt(aio.ensure_future, 42))
end)
