-- Condition: cancelled waiters (scheduling.md §10; CPython's test_locks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, elapsed, defer = support.outcome, support.state, support.elapsed, support.defer

scenario("condition_cancelled_wait_holds_the_lock_again", function()
  local cond = aio.Condition()

  local waiter = async(function()
    local _ <close> = await(cond:acquire())
    log(await(outcome(cond:wait())), cond:locked())
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  task:cancel("stop")
  await(task)
  log(cond:locked())
end)

scenario("condition_cancelled_wait_waits_for_the_lock", function()
  local cond = aio.Condition()

  local waiter = async(function()
    local _ <close> = await(cond:acquire())
    do
      local _ <close> = defer(function()
        log("out of wait", cond:locked())
      end)
      await(cond:wait())
    end
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  await(cond:acquire())
  task:cancel("contested")
  await(pause(3))
  log("releasing", state(task))
  cond:release()
  log(await(outcome(task)), cond:locked())
end)

scenario("condition_cancelled_while_acquiring_again", function()
  local cond = aio.Condition()

  local waiter = async(function()
    local _ <close> = await(cond:acquire())
    log(await(outcome(cond:wait())), cond:locked())
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  await(cond:acquire())
  cond:notify()
  await(pause(2))
  task:cancel("while acquiring")
  await(pause(2))
  log("releasing", state(task))
  cond:release()
  await(task)
end)

scenario("condition_cancelled_twice_while_acquiring_again", function()
  local cond = aio.Condition()

  local waiter = async(function()
    local _ <close> = await(cond:acquire())
    log(await(outcome(cond:wait())), aio.current_task():cancelling())
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  await(cond:acquire())
  task:cancel("first")
  await(pause(2))
  task:cancel("second")
  await(pause(2))
  cond:release()
  await(task)
end)

scenario("condition_notified_and_cancelled_passes_the_notification_on", function()
  local cond = aio.Condition()

  local waiter = async(function(name)
    local _ <close> = await(cond:acquire())
    log(name, await(outcome(cond:wait())))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  do
    local _ <close> = await(cond:acquire())
    cond:notify()
    tasks[1]:cancel()
  end
  await(pause(5))
  log(state(tasks[2]), state(tasks[3]))
  do
    local _ <close> = await(cond:acquire())
    cond:notify_all()
  end
  await(aio.wait(tasks))
end)

scenario("condition_cancelled_while_relocking_passes_the_notification_on", function()
  local cond = aio.Condition()

  local waiter = async(function(name)
    local _ <close> = await(cond:acquire())
    log(name, await(outcome(cond:wait())))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  await(cond:acquire())
  cond:notify()
  await(pause(2))
  tasks[1]:cancel()
  await(pause())
  cond:release()
  await(pause(6))
  log(state(tasks[2]), state(tasks[3]))
  do
    local _ <close> = await(cond:acquire())
    cond:notify_all()
  end
  await(aio.wait(tasks))
end)

scenario("condition_wait_with_a_timeout_keeps_the_lock", function()
  local cond = aio.Condition()
  do
    local _ <close> = await(cond:acquire())
    log(await(outcome(aio.wait_for(cond:wait(), 1))), cond:locked(), elapsed())
  end
  log(cond:locked())
end)

scenario("condition_cancel_without_notification_wakes_nobody_for_good", function()
  local cond = aio.Condition()

  local waiter = async(function(name)
    local _ <close> = await(cond:acquire())
    log(name, await(outcome(cond:wait())))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  tasks[1]:cancel()
  await(pause(5))
  log(state(tasks[1]), state(tasks[2]))
  do
    local _ <close> = await(cond:acquire())
    cond:notify_all()
  end
  await(aio.wait(tasks))
end)
