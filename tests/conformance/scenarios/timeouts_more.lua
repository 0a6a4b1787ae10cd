-- timeout: moving the deadline, nesting, company (scheduling.md §8; CPython's test_timeouts).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, elapsed, expect = support.outcome, support.attempt, support.elapsed, support.expect
local defer, fail = support.defer, support.fail

scenario("timeout_reschedule_later", function()
  local child = async(function()
    local limit <close> = aio.timeout(1)
    limit:reschedule(limit:when() + 2)
    await(aio.sleep(10))
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_reschedule_to_never_and_to_the_past", function()
  local loop = aio.get_running_loop()
  do
    local limit <close> = aio.timeout(1)
    limit:reschedule(nil)
    await(aio.sleep(5))
    log(limit:when(), elapsed())
  end

  local child = async(function()
    local other <close> = aio.timeout(100)
    other:reschedule(loop:time() - 1)
    await(aio.sleep(10))
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_rescheduled_by_another_task", function()
  local limits = {}

  local child = async(function()
    local limit <close> = aio.timeout(nil)
    limits[#limits + 1] = limit
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(pause())
  limits[1]:reschedule(aio.get_running_loop():time() + 2)
  log(await(outcome(task)), elapsed())
end)

scenario("timeout_reschedule_after_the_end_is_refused", function()
  local limit
  do
    local closing <close> = aio.timeout(5)
    limit = closing
    await(pause())
  end
  log(attempt(limit.reschedule, limit, 10))
  local expired
  local ok, err = aio.try(function()
    local closing <close> = aio.timeout(0)
    expired = closing
    do
      local _ <close> = defer(function()
        log("expiring", attempt(expired.reschedule, expired, 10))
      end)
      await(pause())
    end
  end)
  if not ok then
    expect(err, aio.TimeoutError)
    log("expired", attempt(expired.reschedule, expired, 10))
  end
end)

scenario("timeout_inside_the_cleanup_of_another", function()
  local cleanup = async(function()
    local _ <close> = aio.timeout(1)
    await(aio.sleep(10))
  end)

  local child = async(function()
    local _ <close> = aio.timeout(1)
    do
      local _ <close> = defer(function()
        log("cleanup", await(outcome(cleanup())), elapsed())
      end)
      await(aio.sleep(10))
    end
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_in_a_task_that_swallowed_a_cancel", function()
  local limited = async(function()
    local _ <close> = aio.timeout(1)
    await(aio.sleep(10))
  end)

  local child = async(function()
    log(await(outcome(aio.sleep(10))))
    log(await(outcome(limited())), aio.current_task():cancelling())
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("swallowed")
  await(task)
end)

scenario("timeout_second_cancel_is_not_taken_for_the_timeout", function()
  local limited = async(function()
    local _ <close> = aio.timeout(5)
    await(aio.sleep(10))
  end)

  local child = async(function()
    log(await(outcome(aio.sleep(10))))
    log(await(outcome(limited())), aio.current_task():cancelling())
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("first")
  await(pause(2))
  task:cancel("second")
  await(task)
  log(elapsed())
end)

scenario("timeout_around_a_task_group", function()
  local sleeper = async(function()
    local _ <close> = defer(function()
      log("child leaves", elapsed())
    end)
    await(aio.sleep(10))
  end)

  local child = async(function()
    local _ <close> = aio.timeout(1)
    do
      local group <close> = aio.TaskGroup()
      group:create_task(sleeper())
      group:create_task(sleeper())
    end
  end)

  log(await(outcome(child())), elapsed())
end)

scenario("timeout_around_a_failing_task_group", function()
  local failing = async(function()
    local _ <close> = defer(function()
      fail("in cleanup")
    end)
    await(aio.sleep(10))
  end)

  local child = async(function()
    local _ <close> = aio.timeout(1)
    do
      local group <close> = aio.TaskGroup()
      group:create_task(failing())
    end
  end)

  log(await(outcome(child())), aio.current_task():cancelling())
end)

scenario("timeout_around_gather_cancels_the_children", function()
  local sleeper = async(function(name)
    local _ <close> = defer(function()
      log(name, "leaves")
    end)
    await(aio.sleep(10))
  end)

  local child = async(function()
    local _ <close> = aio.timeout(1)
    await(aio.gather(sleeper("a"), sleeper("b")))
  end)

  log(await(outcome(child())))
end)

scenario("timeout_per_round_of_a_loop", function()
  local work = async(function(delay)
    local _ <close> = aio.timeout(2)
    await(aio.sleep(delay))
    return "in time"
  end)

  for _, delay in ipairs({1, 3, 2, 1}) do
    log(delay, await(outcome(work(delay))), elapsed())
  end
end)
