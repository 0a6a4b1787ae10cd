-- Cancellation meeting handlers, closing scopes and generators (scheduling.md §5, api.md §5).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, elapsed, expect = support.outcome, support.state, support.elapsed, support.expect
local defer, fail = support.defer, support.fail

scenario("cleanup_scopes_close_inside_out_on_cancel", function()
  local child = async(function()
    local _ <close> = defer(function()
      await(pause())
      log("outer closed")
    end)
    do
      local _ <close> = defer(function()
        await(pause())
        log("inner closed")
      end)
      await(aio.sleep(10))
    end
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("stop")
  log(await(outcome(task)))
end)

scenario("cleanup_error_replaces_the_cancellation", function()
  local child = async(function()
    local _ <close> = defer(function()
      await(pause())
      fail("in cleanup")
    end)
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel()
  log(await(outcome(task)), state(task))
end)

scenario("cleanup_handler_for_errors_lets_cancellation_pass", function()
  local child = async(function()
    local ok, err = aio.try(function()
      await(aio.sleep(10))
    end)
    if not ok then
      expect(err, "Exception")
      log("never", err)
    end
    log("never")
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("pass")
  log(await(outcome(task)))
end)

scenario("cleanup_handler_for_cancellation_lets_errors_pass", function()
  local child = async(function()
    local ok, err = aio.try(function()
      await(pause())
      fail("ordinary")
    end)
    if not ok then
      expect(err, aio.CancelledError)
      log("never")
    end
  end)

  log(await(outcome(spawn("child", child()))))
end)

scenario("cleanup_swallowed_cancel_lets_the_task_go_on", function()
  local child = async(function()
    local ok, err = aio.try(function()
      await(aio.sleep(10))
    end)
    if not ok then
      expect(err, aio.CancelledError)
      log("caught", err)
    end
    await(aio.sleep(1))
    log("went on", elapsed(), aio.current_task():cancelling())
    return "value"
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("caught")
  log(await(outcome(task)), task:cancelled(), task:cancelling())
end)

scenario("cleanup_cancel_is_caught_and_raised_again", function()
  local child = async(function()
    local ok, err = aio.try(function()
      await(aio.sleep(10))
    end)
    if not ok then
      expect(err, aio.CancelledError)
      log("count", aio.current_task():cancelling())
      await(pause(2))
      log("raising again")
      error(err, 0)
    end
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("again")
  log(await(outcome(task)), state(task))
end)

scenario("cleanup_loop_survives_as_many_cancels_as_it_catches", function()
  local child = async(function()
    for number = 0, 2 do
      local ok, err = aio.try(function()
        await(aio.sleep(10))
      end)
      if not ok then
        expect(err, aio.CancelledError)
        log(number, err)
      end
    end
    return "done"
  end)

  local task = spawn("child", child())
  for number = 0, 2 do
    await(pause(2))
    task:cancel("cancel " .. tostring(number))
  end
  log(await(task), task:cancelling())
end)

scenario("cleanup_cancel_arrives_in_a_generator", function()
  local function numbers()
    return coroutine.wrap(function()
      local _ <close> = defer(function()
        log("generator closed")
      end)
      await(pause())
      coroutine.yield(1)
      await(aio.sleep(10))
      coroutine.yield(2)
    end)
  end

  local reader = async(function()
    for number in numbers() do
      log(number)
    end
  end)

  local task = spawn("reader", reader())
  await(pause(4))
  task:cancel("through")
  log(await(outcome(task)))
end)

scenario("cleanup_generator_swallows_the_cancel", function()
  local function numbers()
    return coroutine.wrap(function()
      coroutine.yield(1)
      log("generator got", await(outcome(aio.sleep(10))))
      coroutine.yield(2)
    end)
  end

  local reader = async(function()
    for number in numbers() do
      log(number)
    end
    return "read to the end"
  end)

  local task = spawn("reader", reader())
  await(pause(3))
  task:cancel()
  log(await(task))
end)

scenario("cleanup_task_started_in_cleanup_is_awaited", function()
  local helper = async(function()
    await(aio.sleep(1))
    return "helped"
  end)

  local child = async(function()
    local _ <close> = defer(function()
      log(await(spawn("helper", helper())), elapsed())
    end)
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel()
  log(await(outcome(task)))
end)

scenario("cleanup_cancelled_again_while_cleanup_awaits_a_task", function()
  local helper = async(function()
    log("helper got", await(outcome(aio.sleep(5))))
  end)

  local child = async(function()
    local _ <close> = defer(function()
      await(spawn("helper", helper()))
      log("cleaned")
    end)
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("first")
  await(pause(3))
  task:cancel("second")
  log(await(outcome(task)), task:cancelling())
end)

scenario("cleanup_lock_is_released_by_a_cancelled_holder", function()
  local lock = aio.Lock()

  local holder = async(function()
    local _ <close> = await(lock:acquire())
    log("holding")
    await(aio.sleep(10))
  end)

  local next_one = async(function()
    local _ <close> = await(lock:acquire())
    log("next holds")
  end)

  local task = spawn("holder", holder())
  local other = spawn("next", next_one())
  await(pause(2))
  task:cancel()
  await(other)
  log(await(outcome(task)), lock:locked())
end)

scenario("cleanup_inline_coroutine_is_left_by_the_cancellation", function()
  local inner = async(function()
    local _ <close> = defer(function()
      log("inner left")
    end)
    await(aio.sleep(10))
  end)

  local outer = async(function()
    local _ <close> = defer(function()
      log("outer left")
    end)
    await(inner())
  end)

  local task = spawn("outer", outer())
  await(pause())
  task:cancel()
  log(await(outcome(task)))
end)

scenario("cleanup_cancel_in_the_last_step", function()
  local child = async(function()
    await(pause())
    log("last step")
  end)

  local task = spawn("child", child())
  await(pause())
  await(pause())
  log(task:cancel(), task:done(), await(outcome(task)))
end)
