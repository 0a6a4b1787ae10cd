-- Cancelling a task (scheduling.md §5; CPython's test_tasks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, defer = support.outcome, support.state, support.defer

scenario("s60_task_cancelled_before_its_first_step_never_runs", function()
  local child = async(function()
    log("never")
  end)

  local task = spawn("child", child())
  log(task:cancel("early"), state(task), task:cancelling())
  log(await(outcome(task)), state(task))
end)

scenario("s61_cancel_while_waiting_for_a_future", function()
  local future = aio.Future()

  local child = async(function()
    log(await(outcome(future)))
  end)

  local task = spawn("child", child())
  await(pause())
  log(task:cancel("stop"), state(future), state(task))
  await(pause())
  log(state(task), task:cancelling())
end)

scenario("s62_cancel_wins_over_a_result_already_set", function()
  local future = aio.Future()

  local child = async(function()
    log("got", await(future))
  end)

  local task = spawn("child", child())
  await(pause())
  future:set_result("value")
  log(task:cancel())
  log(await(outcome(task)), state(future))
end)

scenario("s63_cancel_travels_up_a_chain_a_tick_a_level", function()
  local link
  link = async(function(depth)
    local _ <close> = defer(function()
      log("leaving", depth)
    end)
    if depth > 0 then
      await(spawn("link", link(depth - 1)))
    else
      await(aio.sleep(10))
    end
  end)

  local task = spawn("chain", link(3))
  await(pause(6))
  task:cancel("down")
  log(await(outcome(task)))
end)

scenario("s64_cancel_twice_while_it_travels", function()
  local inner = async(function()
    local _ <close> = defer(function()
      log("inner leaves")
      await(pause(3))
      log("inner gone")
    end)
    await(aio.sleep(10))
  end)

  local outer = async(function()
    await(spawn("inner", inner()))
  end)

  local task = spawn("outer", outer())
  await(pause(3))
  log(task:cancel("first"), task:cancel("second"), task:cancelling())
  await(pause(2))
  log(task:cancel("third"), task:cancelling())
  log(await(outcome(task)))
end)

scenario("s65_cancel_of_a_finished_task", function()
  local child = async(function()
    return 1
  end)

  local task = spawn("child", child())
  await(task)
  log(task:cancel(), task:cancelling(), state(task))
end)

scenario("s66_task_that_returns_with_a_cancel_pending_is_cancelled", function()
  local child = async(function()
    aio.current_task():cancel("myself")
    log("returning")
    return "value"
  end)

  local task = spawn("child", child())
  log(await(outcome(task)), state(task))
end)

scenario("s67_two_cancels_in_a_row_are_delivered_once", function()
  local child = async(function()
    log(await(outcome(aio.sleep(10))))
    log("count", aio.current_task():cancelling())
    log(await(outcome(aio.sleep(10))))
    log("count", aio.current_task():cancelling())
  end)

  local task = spawn("child", child())
  await(pause())
  log(task:cancel("one"), task:cancel("two"))
  await(pause(3))
  log(task:cancel("three"))
  await(task)
end)

scenario("s68_cancel_during_sleep_zero", function()
  local child = async(function()
    log("before")
    log(await(outcome(aio.sleep(0))))
    await(aio.sleep(0))
    log("after")
  end)

  local task = spawn("child", child())
  await(pause())
  log(task:cancel("turn"))
  await(task)
end)

scenario("s69_uncancel_takes_back_a_pending_cancel", function()
  local child = async(function()
    local me = aio.current_task()
    log(me:cancel(), me:cancelling(), me:uncancel())
    await(aio.sleep(1))
    log("not cancelled")
  end)

  await(spawn("child", child()))
end)

scenario("s69b_uncancel_counts_down_to_zero_only", function()
  local child = async(function()
    local me = aio.current_task()
    log(me:uncancel(), me:uncancel())
    me:cancel()
    me:cancel()
    log(me:cancelling(), me:uncancel())
    log(await(outcome(aio.sleep(1))))
    log(me:uncancel(), me:uncancel())
  end)

  await(spawn("child", child()))
end)

scenario("s69c_uncancel_after_delivery_changes_the_count_only", function()
  local child = async(function()
    local me = aio.current_task()
    log(await(outcome(aio.sleep(1))), me:cancelling())
    log(me:uncancel())
    await(pause())
    return "survived"
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel()
  log(await(task), task:cancelling())
end)

scenario("s70_self_cancel_is_delivered_at_the_next_await", function()
  local future = aio.Future()

  local child = async(function()
    aio.current_task():cancel("myself")
    log("still running")
    log(await(outcome(future)), state(future))
  end)

  await(spawn("child", child()))
end)

scenario("s70b_self_cancel_passes_an_await_that_does_not_suspend", function()
  local child = async(function()
    local done = aio.Future()
    done:set_result("done")
    aio.current_task():cancel()
    log(await(done))
    log(await(outcome(aio.sleep(0))))
  end)

  await(spawn("child", child()))
end)
