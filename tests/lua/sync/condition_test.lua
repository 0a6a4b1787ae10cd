-- Condition (CPython's test_locks, scheduling.md §10).
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function turn() await(aio.sleep(0)) end

local function waiter(condition, log, name)
  return aio.create_task(async(function()
    local _ <close> = await(condition:acquire())
    local result = await(condition:wait())
    log[#log + 1] = name
    return result
  end)())
end

test("notify wakes in order, one after another as the lock allows", function()
  local condition, log = aio.Condition(), {}
  local tasks = {}
  for i = 1, 4 do tasks[i] = waiter(condition, log, i) end
  for _ = 1, 5 do turn() end
  do
    local held <close> = await(condition:acquire())
    identical(held, condition)
    condition:notify()
    turn()
    equal(log, {}, "not before the lock is released")
  end
  turn()
  turn()
  equal(log, { 1 })
  do
    local _ <close> = await(condition:acquire())
    condition:notify(2)
  end
  await(tasks[3])
  equal(log, { 1, 2, 3 })
  do
    local _ <close> = await(condition:acquire())
    condition:notify_all()
  end
  equal({ await(tasks[4]), condition:locked() }, { true, false })
end)

test("without the lock everything is refused", function()
  local condition = aio.Condition()
  raises("un%-acquired lock", await, condition:wait())
  raises("un%-acquired lock", condition.notify, condition)
  raises("un%-acquired lock", condition.notify_all, condition)
  raises("Lock is not acquired", condition.release, condition)
end)

test("a lock that is shared", function()
  local lock = aio.Lock()
  local one, two = aio.Condition(lock), aio.Condition(lock)
  await(one:acquire())
  equal({ lock:locked(), two:locked() }, { true, true })
  two:release()
  equal(lock:locked(), false)
  raises("Lock expected, got Event", function() aio.Condition(aio.Event()) end)
end)

test("wait_for a predicate", function()
  local condition, value = aio.Condition(), 0
  local task = aio.create_task(async(function()
    local _ <close> = await(condition:acquire())
    return await(condition:wait_for(function() return value >= 2 and "at " .. value end))
  end)())
  for _ = 1, 3 do
    await(aio.sleep(1))
    local _ <close> = await(condition:acquire())
    value = value + 1
    condition:notify()
  end
  check.matches(await(task), "^at [23]$")
  raises("function expected, got nil", function() condition:wait_for() end)
end)

test("cancelled while it waits: it holds the lock again", function()
  local condition, held = aio.Condition(), nil
  local task = aio.create_task(async(function()
    local _ <close> = await(condition:acquire())
    local ok, err = aio.try(await, condition:wait())
    held = not ok and condition:locked()
    error(err, 0)
  end)())
  await(aio.sleep(1))
  task:cancel("stop")
  equal(raises(aio.CancelledError, await, task).message, "stop")
  equal({ held, condition:locked(), tostring(condition) }, { true, false, "<Condition [unlocked]>" })
end)

test("cancelled while it takes the lock again: delivered once it has it", function()
  local condition, log = aio.Condition(), {}
  local task = waiter(condition, log, "a")
  await(aio.sleep(1))
  await(condition:acquire())
  condition:notify()
  turn()
  task:cancel("stop")
  turn()
  turn()
  equal(task:done(), false)
  condition:release()
  equal(raises(aio.CancelledError, await, task).message, "stop")
  equal(condition:locked(), false)
end)

test("notified and cancelled in the same turn: another one is notified", function()
  local condition, log = aio.Condition(), {}
  local a, b = waiter(condition, log, "a"), waiter(condition, log, "b")
  await(aio.sleep(1))
  await(condition:acquire())
  condition:notify()
  a:cancel()
  condition:release()
  raises(aio.CancelledError, await, a)
  await(b)
  equal(log, { "b" })
end)

test("a timeout around wait: the lock is held afterwards", function()
  local condition = aio.Condition()
  local _ <close> = await(condition:acquire())
  raises(aio.TimeoutError, await, aio.wait_for(condition:wait(), 1))
  equal(condition:locked(), true)
end)

plain("how it prints", function()
  equal(tostring(aio.Condition()), "<Condition [unlocked]>")
end)

check.finish()
