-- Lock (scheduling.md §10; CPython's test_locks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state, elapsed = support.outcome, support.attempt, support.state, support.elapsed
local fail = support.fail

scenario("s39_free_lock_is_taken_without_suspending", function()
  local loop = aio.get_running_loop()
  local lock = aio.Lock()
  loop:call_soon(log, "callback")
  log(lock:locked())
  await(lock:acquire())
  log(lock:locked())
  lock:release()
  log(lock:locked())
  await(pause())
end)

scenario("s40_lock_is_handed_over_first_in_first_out", function()
  local lock = aio.Lock()

  local worker = async(function(name)
    local _ <close> = await(lock:acquire())
    log(name, "enters")
    await(pause())
    log(name, "leaves")
  end)

  await(aio.gather(worker("a"), worker("b"), worker("c")))
end)

scenario("s41_nobody_barges_in_between_release_and_the_waiter", function()
  local lock = aio.Lock()

  local waiter = async(function()
    await(lock:acquire())
    log("waiter has it")
    lock:release()
  end)

  await(lock:acquire())
  local task = spawn("waiter", waiter())
  await(pause())
  lock:release()
  log("free in between:", not lock:locked())
  await(lock:acquire())
  log("main has it")
  lock:release()
  await(task)
end)

scenario("s41b_task_that_releases_and_acquires_again_goes_to_the_end", function()
  local lock = aio.Lock()

  local worker = async(function(name)
    for round = 0, 1 do
      await(lock:acquire())
      log(name, round)
      await(pause())
      lock:release()
    end
  end)

  await(aio.gather(worker("a"), worker("b"), worker("c")))
end)

scenario("s42_woken_and_cancelled_in_one_tick", function()
  local lock = aio.Lock()

  local waiter = async(function(name)
    local _ <close> = await(lock:acquire())
    log(name, "has it")
  end)

  await(lock:acquire())
  local one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
  await(pause())
  lock:release()
  log(one:cancel())
  await(aio.wait({one, two}))
  log(state(one), lock:locked())
end)

scenario("lock_cancelled_waiter_is_skipped", function()
  local lock = aio.Lock()

  local waiter = async(function(name)
    log(name, await(outcome(lock:acquire())))
  end)

  await(lock:acquire())
  local one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
  await(pause())
  log(one:cancel())
  lock:release()
  await(aio.wait({one, two}))
  log(lock:locked())
end)

scenario("lock_cancel_and_release_in_one_callback", function()
  local lock = aio.Lock()

  local waiter = async(function(name)
    local _ <close> = await(lock:acquire())
    log(name, "has it")
  end)

  await(lock:acquire())
  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())

  local function trigger()
    tasks[1]:cancel()
    lock:release()
  end

  aio.get_running_loop():call_soon(trigger)
  await(aio.wait(tasks))
  log(state(tasks[1]), lock:locked())
end)

scenario("lock_waiter_cancelled_while_it_is_held", function()
  local lock = aio.Lock()
  await(lock:acquire())

  local waiter = async(function()
    await(lock:acquire())
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  task:cancel("tired")
  log(await(outcome(task)), lock:locked())
  lock:release()
  log(lock:locked())
  await(lock:acquire())
  log("taken at once")
end)

scenario("lock_release_when_it_is_free", function()
  local lock = aio.Lock()
  log(attempt(lock.release, lock))
  await(lock:acquire())
  lock:release()
  log(attempt(lock.release, lock), lock:locked())
end)

scenario("lock_released_by_another_task", function()
  local lock = aio.Lock()
  await(lock:acquire())

  local other = async(function()
    lock:release()
  end)

  await(spawn("other", other()))
  log(lock:locked())
end)

scenario("lock_scope_releases_on_error", function()
  local lock = aio.Lock()

  local worker = async(function()
    local _ <close> = await(lock:acquire())
    fail("inside")
  end)

  log(await(outcome(worker())), lock:locked())
end)

scenario("lock_with_a_timeout", function()
  local lock = aio.Lock()
  await(lock:acquire())
  log(await(outcome(aio.wait_for(lock:acquire(), 1))), elapsed())
  lock:release()
  log(await(outcome(aio.wait_for(lock:acquire(), 1))), lock:locked())
end)

scenario("lock_all_waiters_cancelled", function()
  local lock = aio.Lock()

  local waiter = async(function(name)
    log(name, await(outcome(lock:acquire())))
  end)

  await(lock:acquire())
  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  for _, task in ipairs(tasks) do
    task:cancel()
  end
  lock:release()
  await(lock:acquire())
  log("main has it again")
  await(aio.wait(tasks))
end)
