-- Event (CPython's test_locks, scheduling.md §10).
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

local function turn() await(aio.sleep(0)) end

local function waiter(event, log, name)
  return aio.create_task(async(function()
    local value = await(event:wait())
    log[#log + 1] = { name, value }
  end)())
end

plain("a flag", function()
  local event = aio.Event()
  equal({ event:is_set(), tostring(event) }, { false, "<Event [unset]>" })
  event:set()
  event:set()
  equal({ event:is_set(), tostring(event) }, { true, "<Event [set]>" })
  event:clear()
  event:clear()
  equal(event:is_set(), false)
end)

test("wait on a set event: true, at once", function()
  local event = aio.Event()
  event:set()
  local tick = native.tick()
  equal(await(event:wait()), true)
  equal(native.tick(), tick)
end)

test("set wakes all, in order, one turn later", function()
  local event, log = aio.Event(), {}
  local tasks = { waiter(event, log, "a"), waiter(event, log, "b"), waiter(event, log, "c") }
  turn()
  equal(tostring(event), "<Event [unset, waiters:3]>")
  event:set()
  equal(log, {})
  await(aio.gather(tasks))
  equal(log, { { "a", true }, { "b", true }, { "c", true } })
end)

test("a task that starts in the turn of set passes before the woken ones", function()
  local event, log = aio.Event(), {}
  local tasks = { waiter(event, log, 1), waiter(event, log, 2) }
  turn()
  tasks[3] = waiter(event, log, 3)
  event:set()
  await(aio.gather(tasks))
  equal({ log[1][1], log[2][1], log[3][1] }, { 3, 1, 2 })
end)

test("cleared at once: all that waited wake nevertheless (s44)", function()
  local event, log = aio.Event(), {}
  local tasks = { waiter(event, log, "a"), waiter(event, log, "b") }
  turn()
  event:set()
  event:clear()
  local late = waiter(event, log, "late")
  await(aio.gather(tasks))
  equal({ log, late:done() }, { { { "a", true }, { "b", true } }, false })
  event:set()
  await(late)
end)

test("set, clear, set, set: woken exactly once", function()
  local event, log = aio.Event(), {}
  local task = waiter(event, log, "a")
  turn()
  event:set()
  event:clear()
  event:set()
  event:set()
  await(task)
  equal(log, { { "a", true } })
end)

test("cancelling a wait", function()
  local event, log = aio.Event(), {}
  local a, b = waiter(event, log, "a"), waiter(event, log, "b")
  turn()
  a:cancel()
  raises(aio.CancelledError, await, a)
  equal(tostring(event), "<Event [unset, waiters:1]>")
  event:set()
  await(b)
  equal(log, { { "b", true } })
end)

test("woken and cancelled in the same turn: cancelled", function()
  local event = aio.Event()
  local task = waiter(event, {}, "a")
  turn()
  event:set()
  task:cancel()
  raises(aio.CancelledError, await, task)
end)

test("10 000 waiters", function()
  local event, tasks = aio.Event(), {}
  for i = 1, 10000 do tasks[i] = aio.create_task(event:wait()) end
  turn()
  event:set()
  local results = await(aio.gather(tasks))
  equal({ results.n, results[1], results[10000] }, { 10000, true, true })
end)

test("an event that is dropped while a task waits stays alive with the task", function()
  local task = aio.create_task(async(function() await(aio.Event():wait()) end)())
  turn()
  collectgarbage()
  task:cancel()
  raises(aio.CancelledError, await, task)
end)

check.finish()
