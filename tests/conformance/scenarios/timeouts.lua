-- timeout and timeout_at (scheduling.md §8; CPython's test_timeouts).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state, elapsed = support.outcome, support.attempt, support.state, support.elapsed
local expect, defer, fail = support.expect, support.defer, support.fail

scenario("s19_timeout_zero_fires_at_the_first_await", function()
  local child = async(function()
    local _ <close> = aio.timeout(0)
    log("body")
    await(aio.sleep(0))
    log("never")
  end)

  log(await(outcome(child())))
end)

scenario("s19b_negative_timeout_fires_even_at_sleep_zero", function()
  local child = async(function()
    local _ <close> = aio.timeout(-1)
    await(aio.sleep(0))
    log("never")
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("s20_timeout_zero_without_an_await_never_fires", function()
  local limit
  do
    local closing <close> = aio.timeout(0)
    limit = closing
    log("body")
  end
  log(limit:expired())
  await(pause(2))
  log(limit:expired(), aio.current_task():cancelling())
end)

scenario("s77_timeout_turns_its_cancellation_into_an_error", function()
  local limit
  local ok, err = aio.try(function()
    local closing <close> = aio.timeout(1)
    limit = closing
    do
      local _ <close> = defer(function()
        log("leaving", elapsed())
      end)
      await(aio.sleep(10))
    end
  end)
  if not ok then
    expect(err, aio.TimeoutError)
    log(err, "caused by", err.cause, limit:expired(), elapsed())
  end
  log(aio.current_task():cancelling())
end)

scenario("s79_nested_timeouts_of_the_same_deadline", function()
  local when = aio.get_running_loop():time() + 1
  local outer, inner
  local ok, err = aio.try(function()
    local closing <close> = aio.timeout_at(when)
    outer = closing
    do
      local _ <close> = defer(function()
        log("inner", inner:expired(), aio.current_task():cancelling())
      end)
      do
        local closing_inner <close> = aio.timeout_at(when)
        inner = closing_inner
        await(aio.sleep(10))
      end
    end
  end)
  if not ok then
    expect(err, aio.TimeoutError)
    log(err, outer:expired(), inner:expired())
  end
  log(aio.current_task():cancelling())
end)

scenario("s80_foreign_cancel_beside_the_timeout_passes", function()
  local child = async(function()
    local _ <close> = aio.timeout(1)
    await(aio.sleep(10))
  end)

  local loop = aio.get_running_loop()
  local task = spawn("child", child())
  await(pause())
  loop:call_later(1, task.cancel, task, "from outside")
  log(await(outcome(task)), task:cancelling(), elapsed())
end)

scenario("s90_deadline_and_result_in_the_same_tick", function()
  local loop = aio.get_running_loop()

  local child = async(function(future)
    local _ <close> = aio.timeout(1)
    return await(future)
  end)

  local first = loop:create_future()
  loop:call_later(1, first.set_result, first, "before the deadline")
  log(await(outcome(child(first))), state(first))
  local second = loop:create_future()
  local task = spawn("child", child(second))
  await(pause())
  loop:call_later(1, attempt, second.set_result, second, "after the deadline")
  log(await(outcome(task)), state(second))
end)

scenario("timeout_in_time", function()
  local limit
  do
    local closing <close> = aio.timeout(5)
    limit = closing
    await(aio.sleep(1))
  end
  log(limit:expired(), elapsed())
  await(aio.sleep(10))
  log(limit:expired())
end)

scenario("timeout_when_is_the_deadline", function()
  local now = aio.get_running_loop():time()
  do
    local limit <close> = aio.timeout(5)
    log(limit:when() - now)
  end
  local limit2 <close> = aio.timeout_at(now + 7)
  log(limit2:when() - now)
end)

scenario("timeout_without_limit", function()
  local limit
  do
    local closing <close> = aio.timeout(nil)
    limit = closing
    await(aio.sleep(1000))
    log(limit:when())
  end
  do
    local _ <close> = aio.timeout_at(nil)
    await(aio.sleep(1000))
  end
  log(limit:expired(), elapsed())
end)

scenario("timeout_at_in_the_past", function()
  local child = async(function()
    local _ <close> = aio.timeout_at(aio.get_running_loop():time() - 5)
    await(aio.sleep(0))
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_error_of_the_body_passes", function()
  local child = async(function()
    local _ <close> = aio.timeout(5)
    await(aio.sleep(1))
    fail("body")
  end)

  log(await(outcome(child())))
  await(aio.sleep(10))
  log("nothing late", elapsed())
end)

scenario("timeout_error_raised_in_the_cleanup_passes", function()
  local child = async(function()
    local _ <close> = aio.timeout(1)
    do
      local _ <close> = defer(function()
        fail("in cleanup")
      end)
      await(aio.sleep(10))
    end
  end)

  log(await(outcome(child())), aio.current_task():cancelling())
end)

scenario("timeout_swallowed_by_the_body_is_not_raised", function()
  local limit
  do
    local closing <close> = aio.timeout(1)
    limit = closing
    log(await(outcome(aio.sleep(10))))
    await(aio.sleep(3))
    log("went on", elapsed())
  end
  log(limit:expired(), aio.current_task():cancelling())
end)

scenario("timeout_body_cleans_up_slowly", function()
  local child = async(function()
    local _ <close> = aio.timeout(1)
    do
      local _ <close> = defer(function()
        await(aio.sleep(3))
      end)
      await(aio.sleep(10))
    end
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_cancel_from_outside_before_the_deadline", function()
  local child = async(function()
    local _ <close> = aio.timeout(5)
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(aio.sleep(1))
  task:cancel("outside")
  log(await(outcome(task)), task:cancelling(), elapsed())
end)

scenario("timeout_cancel_from_outside_during_the_expiry", function()
  local child = async(function()
    local _ <close> = aio.timeout(1)
    do
      local _ <close> = defer(function()
        await(aio.sleep(2))
      end)
      await(aio.sleep(10))
    end
  end)

  local task = spawn("child", child())
  await(aio.sleep(2))
  task:cancel("outside")
  log(await(outcome(task)), task:cancelling(), elapsed())
end)

scenario("timeout_inner_expires_first", function()
  local inner = async(function()
    local _ <close> = aio.timeout(1)
    await(aio.sleep(10))
  end)

  local child = async(function()
    local _ <close> = aio.timeout(3)
    log(await(outcome(inner())), elapsed())
    await(aio.sleep(10))
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_outer_expires_first", function()
  local child = async(function()
    local inner
    local outer <close> = aio.timeout(1)
    do
      local _ <close> = defer(function()
        log(inner:expired(), outer:expired(), elapsed())
      end)
      do
        local closing <close> = aio.timeout(3)
        inner = closing
        await(aio.sleep(10))
      end
    end
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_both_due_while_the_body_is_busy", function()
  local child = async(function()
    local _ <close> = aio.timeout(2)
    do
      local _ <close> = aio.timeout(1)
      do
        local _ <close> = defer(function()
          log("cleanup", elapsed())
          await(aio.sleep(5))
        end)
        await(aio.sleep(10))
      end
    end
  end)

  log(await(outcome(child())), elapsed(), aio.current_task():cancelling())
end)
