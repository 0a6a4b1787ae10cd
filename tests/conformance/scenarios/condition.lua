-- Condition (scheduling.md §10; CPython's test_locks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state = support.outcome, support.attempt, support.state

scenario("s45_notified_waiter_goes_on_if_the_lock_is_free", function()
  local cond = aio.Condition()

  local waiter = async(function()
    local _ <close> = await(cond:acquire())
    log(await(cond:wait()))
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  do
    local _ <close> = await(cond:acquire())
    cond:notify()
    log("notified")
  end
  log("released")
  await(task)
end)

scenario("s45b_notified_waiters_contend_for_the_lock_in_order", function()
  local cond = aio.Condition()

  local waiter = async(function(name)
    local _ <close> = await(cond:acquire())
    await(cond:wait())
    log(name, "woke")
    await(pause())
    log(name, "leaves")
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  do
    local _ <close> = await(cond:acquire())
    cond:notify_all()
    await(pause(2))
    log("notifier leaves")
  end
  await(aio.wait(tasks))
end)

scenario("condition_notify_alone_does_not_run_the_waiter", function()
  local cond = aio.Condition()

  local waiter = async(function()
    local _ <close> = await(cond:acquire())
    await(cond:wait())
    log("waiter", cond:locked())
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  await(cond:acquire())
  cond:notify()
  await(pause(3))
  log("still held")
  cond:release()
  await(task)
  log(cond:locked())
end)

scenario("condition_notify_counts", function()
  local cond = aio.Condition()

  local waiter = async(function(name)
    local _ <close> = await(cond:acquire())
    await(cond:wait())
    log(name)
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c", "d", "e"}) do
    tasks[#tasks + 1] = spawn(name, waiter(name))
  end
  await(pause())
  for _, count in ipairs({1, 2, 2048}) do
    do
      local _ <close> = await(cond:acquire())
      cond:notify(count)
    end
    await(pause(4))
    log("after", count)
  end
  await(aio.wait(tasks))
end)

scenario("condition_notify_zero_wakes_nobody", function()
  local cond = aio.Condition()

  local waiter = async(function()
    local _ <close> = await(cond:acquire())
    await(cond:wait())
    log("woke")
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  do
    local _ <close> = await(cond:acquire())
    cond:notify(0)
  end
  await(pause(3))
  log(state(task))
  do
    local _ <close> = await(cond:acquire())
    cond:notify()
  end
  await(task)
end)

scenario("condition_needs_its_lock", function()
  local cond = aio.Condition()
  log(await(outcome(cond:wait())))
  log(attempt(cond.notify, cond), attempt(cond.notify_all, cond), attempt(cond.release, cond))
end)

scenario("condition_wait_for", function()
  local cond = aio.Condition()
  local stock = {}

  local buyer = async(function()
    local _ <close> = await(cond:acquire())
    log("bought", await(cond:wait_for(function() return #stock >= 3 and #stock end)))
  end)

  local task = spawn("buyer", buyer())
  for _, item in ipairs({"a", "b", "c"}) do
    await(pause())
    do
      local _ <close> = await(cond:acquire())
      stock[#stock + 1] = item
      cond:notify()
      log("delivered", item)
    end
  end
  await(task)
end)

scenario("condition_wait_for_true_at_once", function()
  local cond = aio.Condition()
  log(await(cond:wait_for(function() return "true" end)))
  log(await(outcome(cond:wait_for(function() return false end))))
end)

scenario("condition_shares_a_given_lock", function()
  local lock = aio.Lock()
  local cond = aio.Condition(lock)
  do
    local _ <close> = await(lock:acquire())
    log(cond:locked())
    cond:notify()
  end
  do
    local _ <close> = await(cond:acquire())
    log(lock:locked())
  end
  log(lock:locked(), cond:locked())
end)
