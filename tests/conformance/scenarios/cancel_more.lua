-- Cancellation on its way through tasks and handlers (scheduling.md §5; CPython's test_tasks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, elapsed, expect = support.outcome, support.state, support.elapsed, support.expect
local defer, fail = support.defer, support.fail

scenario("s83_inner_task_swallows_the_cancel_of_the_outer", function()
  local inner = async(function()
    log("inner", await(outcome(aio.sleep(10))))
    return "anyway"
  end)

  local outer = async(function()
    log("outer", await(spawn("inner", inner())))
    log(aio.current_task():cancelling())
    await(pause())
    return "alive"
  end)

  local task = spawn("outer", outer())
  await(pause(2))
  task:cancel()
  log(await(task), task:cancelling(), task:cancelled())
end)

scenario("s84_inner_task_fails_when_the_outer_is_cancelled", function()
  local inner = async(function()
    await(outcome(aio.sleep(10)))
    fail("instead")
  end)

  local outer = async(function()
    await(spawn("inner", inner()))
  end)

  local task = spawn("outer", outer())
  await(pause(2))
  task:cancel()
  log(await(outcome(task)), state(task))
end)

scenario("s97_awaiting_in_cleanup_after_a_cancel", function()
  local child = async(function()
    local _ <close> = defer(function()
      await(aio.sleep(1))
      log("cleaned", elapsed())
    end)
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("stop")
  log(await(outcome(task)), elapsed())
end)

scenario("s97b_second_cancel_interrupts_the_cleanup", function()
  local child = async(function()
    local _ <close> = defer(function()
      log("cleanup got", await(outcome(aio.sleep(5))))
    end)
    await(aio.sleep(10))
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("first")
  await(pause(2))
  task:cancel("second")
  log(await(outcome(task)), task:cancelling(), elapsed())
end)

scenario("s98_cancelled_task_hands_its_own_error_to_the_first_awaiter", function()
  local seen = {}

  local child = async(function()
    local ok, err = aio.try(function()
      await(aio.sleep(10))
    end)
    if not ok then
      expect(err, aio.CancelledError)
      seen[#seen + 1] = err
      error(err, 0)
    end
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel("identity")
  local err = await(outcome(task))
  log(err, err == seen[1])
end)

scenario("s99_new_error_instead_of_the_cancellation", function()
  local child = async(function()
    local ok, err = aio.try(function()
      await(aio.sleep(10))
    end)
    if not ok then
      expect(err, aio.CancelledError)
      fail("instead")
    end
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel()
  log(await(outcome(task)), state(task), task:cancelling())
end)

scenario("s100_raising_cancelled_error_by_hand_cancels_the_task", function()
  local child = async(function()
    error(aio.CancelledError("by hand"), 0)
  end)

  local task = spawn("child", child())
  log(await(outcome(task)), state(task), task:cancelling())
end)

scenario("s101_awaiting_a_cancelled_task_is_an_error_like_any_other", function()
  local sleeper = async(function()
    await(aio.sleep(10))
  end)

  local waiter = async(function(task)
    log("waiter got", await(outcome(task)), aio.current_task():cancelling())
    return "alive"
  end)

  local inner = spawn("inner", sleeper())
  local outer = spawn("outer", waiter(inner))
  await(pause(2))
  inner:cancel("only inner")
  log(await(outer))
end)

scenario("s102_cancelled_task_not_handled_cancels_the_awaiter_too", function()
  local sleeper = async(function()
    await(aio.sleep(10))
  end)

  local waiter = async(function(task)
    await(task)
  end)

  local inner = spawn("inner", sleeper())
  local outer = spawn("outer", waiter(inner))
  await(pause(2))
  inner:cancel("from below")
  log(await(outcome(outer)), state(outer), outer:cancelling())
end)

scenario("s103_cancel_from_a_callback_and_from_a_timer", function()
  local loop = aio.get_running_loop()

  local child = async(function(name)
    log(name, await(outcome(aio.sleep(10))), elapsed())
  end)

  local one, two = spawn("one", child("one")), spawn("two", child("two"))
  loop:call_soon(one.cancel, one)
  loop:call_later(1, two.cancel, two, "timed")
  await(aio.wait({one, two}))
end)

scenario("s104_sleep_that_is_due_in_the_tick_of_the_cancel", function()
  local loop = aio.get_running_loop()

  local child = async(function()
    log(await(outcome(aio.sleep(1, "slept"))))
  end)

  local task = spawn("child", child())
  await(pause())
  loop:call_later(1, task.cancel, task, "in the same tick")
  await(task)
end)

scenario("s105_cancel_leaves_no_timer_behind", function()
  local child = async(function()
    await(aio.sleep(1000))
  end)

  local task = spawn("child", child())
  await(pause())
  task:cancel()
  await(outcome(task))
  await(aio.sleep(1))
  log("elapsed", elapsed())
end)

scenario("cancel_in_a_generator_that_awaits_in_its_cleanup", function()
  local function numbers()
    return coroutine.wrap(function()
      local _ <close> = defer(function()
        await(aio.sleep(1))
        log("generator cleaned", elapsed())
      end)
      coroutine.yield(1)
      await(aio.sleep(10))
    end)
  end

  local reader = async(function()
    for number in numbers() do
      log(number)
    end
  end)

  local task = spawn("reader", reader())
  await(pause())
  task:cancel("through")
  log(await(outcome(task)))
end)

scenario("error_in_a_generator_that_awaits_in_its_cleanup", function()
  local function numbers()
    return coroutine.wrap(function()
      local _ <close> = defer(function()
        await(aio.sleep(1))
        log("generator cleaned", elapsed())
      end)
      coroutine.yield(1)
      fail("in generator")
    end)
  end

  local reader = async(function()
    for number in numbers() do
      log(number)
    end
  end)

  log(await(outcome(reader())))
end)
