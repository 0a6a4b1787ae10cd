-- Semaphore and BoundedSemaphore (scheduling.md §10; CPython's test_locks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state, elapsed = support.outcome, support.attempt, support.state, support.elapsed

scenario("s43_releases_grant_permits_before_the_waiters_run", function()
  local sem = aio.Semaphore(0)

  local waiter = async(function(name)
    await(sem:acquire())
    log(name)
  end)

  local tasks = {spawn("a", waiter("a")), spawn("b", waiter("b"))}
  await(pause())
  for _ = 0, 2 do
    sem:release()
  end
  log("locked", sem:locked())
  await(pause())
  log("locked", sem:locked())
  await(aio.wait(tasks))
  await(sem:acquire())
  log("locked", sem:locked())
end)

scenario("semaphore_fast_path_costs_nothing", function()
  local sem = aio.Semaphore(2)
  aio.get_running_loop():call_soon(log, "callback")
  await(sem:acquire())
  log(sem:locked())
  await(sem:acquire())
  log(sem:locked())
  sem:release()
  log(sem:locked())
  await(pause())
end)

scenario("semaphore_starts_locked_at_zero", function()
  log(aio.Semaphore(0):locked(), aio.Semaphore(1):locked(), aio.Semaphore():locked())
  log(attempt(aio.Semaphore, -1), attempt(aio.BoundedSemaphore, -1))
end)

scenario("semaphore_limits_how_many_work", function()
  local sem = aio.Semaphore(2)

  local worker = async(function(name)
    local _ <close> = await(sem:acquire())
    log(name, "enters")
    await(aio.sleep(1))
    log(name, "leaves", elapsed())
  end)

  await(aio.gather(worker("a"), worker("b"), worker("c"), worker("d"), worker("e")))
end)

scenario("semaphore_two_releases_admit_exactly_two", function()
  local sem = aio.Semaphore(0)

  local waiter = async(function(name)
    await(sem:acquire())
    log(name)
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c", "d"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  sem:release()
  sem:release()
  await(pause(4))
  log("locked", sem:locked())
  sem:release()
  sem:release()
  await(aio.wait(tasks))
end)

scenario("semaphore_cancelled_waiter_is_skipped", function()
  local sem = aio.Semaphore(0)

  local waiter = async(function(name)
    log(name, await(outcome(sem:acquire())))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c", "d"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  tasks[1]:cancel()
  tasks[2]:cancel()
  sem:release()
  await(pause(4))
  log(state(tasks[3]), state(tasks[4]), sem:locked())
  sem:release()
  await(aio.wait(tasks))
end)

scenario("semaphore_cancel_of_the_head_and_a_release", function()
  local sem = aio.Semaphore(1)

  local waiter = async(function(name)
    log(name, await(outcome(sem:acquire())))
  end)

  await(sem:acquire())
  local one, two = spawn("one", waiter("one")), spawn("two", waiter("two"))
  await(pause())
  sem:release()
  one:cancel()
  await(aio.wait({one, two}))
  log(sem:locked())
end)

scenario("semaphore_woken_and_cancelled_gives_the_permit_back", function()
  local sem = aio.Semaphore(1)

  local waiter = async(function()
    await(sem:acquire())
  end)

  await(sem:acquire())
  local task = spawn("waiter", waiter())
  await(pause())
  sem:release()
  log(sem:locked())
  task:cancel()
  log(await(outcome(task)), sem:locked())
  await(sem:acquire())
  log("taken")
end)

scenario("semaphore_fifo_with_tasks_that_come_back", function()
  local sem = aio.Semaphore(1)

  local worker = async(function(name)
    for round = 0, 1 do
      await(sem:acquire())
      log(name, round)
      sem:release()
      await(pause())
    end
  end)

  await(sem:acquire())
  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, worker(name))
  end
  await(pause())
  sem:release()
  await(aio.wait(tasks))
end)

scenario("semaphore_release_and_acquire_again_does_not_overtake", function()
  local sem = aio.Semaphore(1)

  local greedy = async(function()
    for round = 0, 1 do
      await(sem:acquire())
      log("greedy", round)
      await(pause())
      sem:release()
    end
  end)

  local modest = async(function(name)
    await(sem:acquire())
    log(name)
    sem:release()
  end)

  await(aio.gather(greedy(), modest("a"), modest("b")))
end)

scenario("semaphore_many_releases_by_one_who_holds_nothing", function()
  local sem = aio.Semaphore(0)

  local waiter = async(function(name)
    await(sem:acquire())
    log(name)
    if name == "a" then
      for _ = 0, 2 do
        sem:release()
      end
    end
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c", "d"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  sem:release()
  await(aio.wait(tasks))
end)

scenario("semaphore_nobody_barges_in_before_a_waiter", function()
  local sem = aio.Semaphore(1)

  local waiter = async(function()
    await(sem:acquire())
    log("waiter")
    sem:release()
  end)

  await(sem:acquire())
  local task = spawn("waiter", waiter())
  await(pause())
  sem:release()
  await(sem:acquire())
  log("main")
  await(task)
end)

scenario("semaphore_acquire_with_a_timeout", function()
  local sem = aio.Semaphore(0)
  log(await(outcome(aio.wait_for(sem:acquire(), 1))), elapsed())
  sem:release()
  log(sem:locked(), await(outcome(sem:acquire())))
end)

scenario("bounded_semaphore_refuses_one_release_too_many", function()
  local sem = aio.BoundedSemaphore(1)
  log(attempt(sem.release, sem))
  await(sem:acquire())
  sem:release()
  log(attempt(sem.release, sem), sem:locked())
end)

scenario("bounded_semaphore_with_a_waiter", function()
  local sem = aio.BoundedSemaphore(1)

  local waiter = async(function()
    await(sem:acquire())
    log("waiter")
  end)

  await(sem:acquire())
  local task = spawn("waiter", waiter())
  await(pause())
  log(attempt(sem.release, sem))
  await(task)
  log(attempt(sem.release, sem), attempt(sem.release, sem))
end)
