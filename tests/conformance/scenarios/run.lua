-- run: beginning, end, shutdown (scheduling.md §13; CPython's test_runners).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, elapsed, defer = support.outcome, support.attempt, support.elapsed, support.defer
local fail, new_runner = support.fail, support.new_runner

scenario("s74_other_tasks_get_one_more_tick_after_main", function()
  local other = async(function()
    local _ <close> = defer(function()
      log("other leaves")
    end)
    for step = 0, 4 do
      log("other", step)
      await(pause())
    end
  end)

  spawn("other", other())
  await(pause(2))
  log("main ends")
end)

scenario("s74b_ready_callbacks_run_before_the_shutdown", function()
  local loop = aio.get_running_loop()

  local other = async(function()
    local _ <close> = defer(function()
      log("other leaves")
    end)
    await(aio.sleep(10))
  end)

  local function again(count)
    log("callback", count)
    if count < 4 then
      loop:call_soon(again, count + 1)
    end
  end

  spawn("other", other())
  await(pause())
  loop:call_soon(again, 1)
  log("main ends")
end)

scenario("s81_shutdown_cancels_in_creation_order", function()
  local sleeper = async(function(name)
    local _ <close> = defer(function()
      log(name, "leaves")
    end)
    await(aio.sleep(10))
  end)

  for _, name in ipairs({"a", "b", "c", "d", "e", "f", "g", "h"}) do
    spawn(name, sleeper(name))
  end
  await(pause())
  log("main ends")
end)

scenario("s82_shutdown_waits_for_slow_cleanup", function()
  local slow = async(function(name, delay)
    local _ <close> = defer(function()
      await(aio.sleep(delay))
      log(name, "cleaned", elapsed())
    end)
    await(aio.sleep(1000))
  end)

  spawn("two", slow("two", 2))
  spawn("one", slow("one", 1))
  await(pause())
  log("main ends")
end)

scenario("s85_errors_during_shutdown_go_to_the_exception_handler", function()
  local failing = async(function(name)
    local _ <close> = defer(function()
      fail(name)
    end)
    await(aio.sleep(10))
  end)

  spawn("one", failing("one"))
  spawn("two", failing("two"))
  await(pause())
  log("main ends")
end)

scenario("s85b_errors_are_told_after_the_ticks_that_waiting_took", function()
  local loop = aio.get_running_loop()

  local function again(count)
    log("callback", count)
    if count < 2 then
      loop:call_soon(again, count + 1)
    end
  end

  local failing = async(function()
    local _ <close> = defer(function()
      loop:call_soon(again, 1)
      fail("one")
    end)
    await(aio.sleep(10))
  end)

  spawn("failing", failing())
  await(pause())
end)

scenario("s86_tasks_created_during_shutdown_are_not_cancelled", function()
  local late = async(function()
    log("late starts")
    await(pause())
    log("late goes on")
    await(aio.sleep(10))
    log("never")
  end)

  local parent = async(function()
    local _ <close> = defer(function()
      spawn("late", late())
      await(pause(3))
      log("parent leaves")
    end)
    await(aio.sleep(10))
  end)

  spawn("parent", parent())
  await(pause())
end)

scenario("s87_task_never_started_at_shutdown", function()
  local child = async(function()
    log("child starts")
    await(pause())
    log("child went on")
  end)

  aio.get_running_loop():call_soon(function() return spawn("child", child()) end)
  log("main ends")
end)

scenario("s88_task_that_swallows_the_shutdown_finishes", function()
  local stubborn = async(function()
    log(await(outcome(aio.sleep(10))))
    await(aio.sleep(1))
    log("finished", elapsed())
  end)

  spawn("stubborn", stubborn())
  await(pause())
end)

scenario("s89_main_fails", function()
  local other = async(function()
    local _ <close> = defer(function()
      log("other leaves")
    end)
    await(aio.sleep(10))
  end)

  spawn("other", other())
  await(pause())
  fail("main")
end)

scenario("s89b_main_is_cancelled_by_another_task", function()
  local main = aio.current_task()

  local other = async(function()
    main:cancel("by other")
  end)

  spawn("other", other())
  local _ <close> = defer(function()
    log("main leaves")
  end)
  await(aio.sleep(10))
end)

scenario("s89c_main_cancels_itself_and_returns", function()
  aio.current_task():cancel()
  return "value"
end)

scenario("s91_main_returns_a_value", function()
  await(pause())
  return "value"
end)

scenario("s96_timers_left_at_the_end_never_fire", function()
  aio.get_running_loop():call_later(1, log, "never")
  spawn("sleeper", aio.sleep(2))
  await(pause())
  log("main ends")
end)

scenario("deadlock_is_an_error_after_which_everything_is_cancelled", function()
  local stuck = async(function(name)
    local _ <close> = defer(function()
      log(name, "leaves")
    end)
    await(aio.Future())
  end)

  spawn("a", stuck("a"))
  await(stuck("main"))
end)

scenario("run_inside_a_running_loop_is_refused", function()
  local coro = pause()

  local function nested()
    new_runner():run(coro)
  end

  log(attempt(aio.run, coro), attempt(nested))
  await(coro)
end)
