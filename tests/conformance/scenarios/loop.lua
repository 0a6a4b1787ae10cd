-- The event loop: one iteration, callbacks, timers (scheduling.md §1, §2, §6).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, standalone, log, spawn = support.scenario, support.standalone, support.log, support.spawn
local pause, attempt, elapsed, fail = support.pause, support.attempt, support.elapsed, support.fail
local start_clock, new_loop = support.start_clock, support.new_loop

scenario("s03_callbacks_run_first_in_first_out", function()
  local loop = aio.get_running_loop()
  for _, name in ipairs({"a", "b", "c"}) do
    loop:call_soon(log, name)
  end
  log("queued")
  await(pause())
  log("main")
end)

scenario("s04_callbacks_added_meanwhile_wait_for_the_next_tick", function()
  local loop = aio.get_running_loop()

  local function again(count)
    log("again", count)
    if count > 0 then
      loop:call_soon(again, count - 1)
    end
  end

  loop:call_soon(again, 2)
  loop:call_soon(log, "beside")
  await(pause(5))
end)

scenario("s05_timer_callback_runs_a_tick_before_the_sleeper", function()
  local loop = aio.get_running_loop()
  loop:call_later(1, log, "call_later")
  await(aio.sleep(1))
  log("sleep")
end)

scenario("s49_call_later_zero_runs_after_what_was_queued", function()
  local loop = aio.get_running_loop()
  loop:call_later(0, log, "later")
  loop:call_soon(log, "soon 1")
  loop:call_soon(log, "soon 2")
  await(pause())
  log("main")
end)

scenario("s48_equal_deadlines_fire_in_creation_order", function()
  local loop = aio.get_running_loop()
  local when = loop:time() + 1
  for number = 0, 9 do
    loop:call_at(when, log, "timer", number)
  end
  await(aio.sleep(2))
end)

scenario("s50_timers_fire_by_deadline_not_by_creation", function()
  local loop = aio.get_running_loop()
  for _, delay in ipairs({3, 1, 2, 0.5}) do
    loop:call_later(delay, log, "after", delay)
  end
  await(aio.sleep(4))
  log("elapsed", elapsed())
end)

scenario("s51_negative_delay_is_due_at_once", function()
  local loop = aio.get_running_loop()
  loop:call_later(-5, log, "negative")
  loop:call_at(loop:time() - 1, log, "past")
  loop:call_soon(log, "soon")
  await(pause(2))
  log("main")
end)

scenario("s52_cancelled_callback_is_skipped", function()
  local loop = aio.get_running_loop()
  local handles = {}
  for _, name in ipairs({"a", "b", "c"}) do
    handles[#handles + 1] = loop:call_soon(log, name)
  end
  handles[2]:cancel()
  handles[2]:cancel()
  log(handles[1]:cancelled(), handles[2]:cancelled())
  await(pause())
end)

scenario("s53_callback_may_cancel_a_later_one_of_the_same_tick", function()
  local loop = aio.get_running_loop()
  local handles = {}
  loop:call_soon(function() return handles[1]:cancel() end)
  handles[#handles + 1] = loop:call_soon(log, "cancelled in time")
  loop:call_soon(log, "last")
  await(pause())
  log(handles[1]:cancelled())
end)

scenario("s54_cancelled_timer_neither_fires_nor_delays", function()
  local loop = aio.get_running_loop()
  local timer = loop:call_later(1, log, "timer")
  log("due in", timer:when() - loop:time())
  timer:cancel()
  await(aio.sleep(2))
  log(timer:cancelled(), "elapsed", elapsed())
end)

scenario("s55_cancelled_timer_behind_a_live_one", function()
  local loop = aio.get_running_loop()
  loop:call_later(1, log, "first")
  loop:call_later(2, log, "second"):cancel()
  loop:call_later(3, log, "third")
  await(aio.sleep(4))
  log("main")
end)

scenario("s56_many_cancelled_timers_change_nothing", function()
  local loop = aio.get_running_loop()
  local timers = {}
  for number = 0, 149 do
    timers[#timers + 1] = loop:call_later(1 + number, log, "never")
  end
  loop:call_later(60, log, "kept")
  for _, timer in ipairs(timers) do
    timer:cancel()
  end
  await(aio.sleep(200))
  log("elapsed", elapsed())
end)

scenario("s57_timers_of_one_moment_share_a_tick", function()
  local sleeper = async(function(name)
    await(aio.sleep(1))
    log(name)
  end)

  for _, name in ipairs({"a", "b", "c"}) do
    spawn(name, sleeper(name))
  end
  await(aio.sleep(1))
  log("main")
  await(aio.sleep(1))
  log("main", elapsed())
end)

scenario("s58_time_stands_still_while_anything_is_ready", function()
  local loop = aio.get_running_loop()
  loop:call_later(0.001, log, "timer")
  await(pause(50))
  log("still waiting", elapsed())
  await(aio.sleep(1))
end)

scenario("s59_timer_armed_by_a_timer", function()
  local loop = aio.get_running_loop()

  local function rearm(count)
    log("fired", count, elapsed())
    if count > 1 then
      loop:call_later(0.5, rearm, count - 1)
    end
  end

  loop:call_later(0.5, rearm, 3)
  await(aio.sleep(5))
  log("main", elapsed())
end)

scenario("s75_failing_callback_does_not_stop_the_loop", function()
  local loop = aio.get_running_loop()
  loop:call_soon(fail, "first")
  loop:call_soon(log, "next")
  loop:call_later(1, fail, "timer")
  await(aio.sleep(2))
  log("main")
end)

scenario("s02_awaiting_a_done_future_does_not_suspend", function()
  local loop = aio.get_running_loop()
  local future = loop:create_future()
  future:set_result("value")
  loop:call_soon(log, "callback")
  log(await(future))
  log(await(future))
  await(pause())
end)

scenario("s17_sleep_takes_one_turn_for_zero_and_less", function()
  local loop = aio.get_running_loop()
  for _, delay in ipairs({0, -1, 0}) do
    loop:call_soon(log, "beside")
    log("slept", await(aio.sleep(delay, "result")))
  end
  log("elapsed", elapsed())
end)

scenario("s21_sleepers_of_equal_length_wake_in_order", function()
  local sleeper = async(function(name, delay)
    log(name, "woke with", await(aio.sleep(delay, name .. "!")))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c", "d"}) do
    tasks[#tasks + 1] = spawn(name, sleeper(name, 1))
  end
  await(aio.gather(tasks))
  log("elapsed", elapsed())
end)

scenario("s22_equal_deadlines_reached_on_different_ways", function()
  local twice = async(function()
    await(aio.sleep(1))
    await(aio.sleep(1))
    log("one and one")
  end)

  local once = async(function()
    await(aio.sleep(2))
    log("two")
  end)

  await(aio.gather(twice(), once()))
end)

standalone("s9d_stop_lets_the_rest_of_the_batch_run", function()
  local loop = new_loop()
  loop:call_soon(start_clock)
  loop:call_soon(log, "before")
  loop:call_soon(loop.stop, loop)
  loop:call_soon(log, "after stop")
  loop:call_soon(function() return loop:call_soon(log, "next tick") end)
  loop:run_forever()
  log("returned")
  loop:call_soon(loop.stop, loop)
  loop:run_forever()
  loop:close()
end)

standalone("s9e_stop_before_running_gives_one_tick", function()
  local loop = new_loop()
  loop:call_soon(start_clock)
  loop:call_soon(function() return loop:call_soon(log, "second tick") end)
  loop:stop()
  loop:run_forever()
  log("returned")
  loop:stop()
  loop:run_forever()
  log("returned again")
  loop:close()
end)

standalone("s9f_loop_stopped_before_its_future_is_done", function()
  local loop = new_loop()
  local future = loop:create_future()
  loop:call_soon(loop.stop, loop)
  log(attempt(loop.run_until_complete, loop, future))
  loop:call_soon(future.set_result, future, 1)
  log(attempt(loop.run_until_complete, loop, future))
  loop:close()
end)

standalone("s9g_a_loop_runs_more_than_once_and_knows_its_state", function()
  local loop = new_loop()

  local work = async(function(value)
    start_clock()
    log("running", loop:is_running(), attempt(loop.close, loop))
    return value
  end)

  log(loop:is_running(), loop:is_closed())
  for _, value in ipairs({1, 2}) do
    log("result", loop:run_until_complete(work(value)))
  end
  loop:close()
  loop:close()
  log(loop:is_running(), loop:is_closed())
  log(attempt(loop.call_soon, loop, log, "never"))
end)
