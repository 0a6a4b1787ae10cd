-- wait and as_completed (scheduling.md §7).
local check = require "check"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local function after(seconds, ...)
  return aio.create_task(async(function(...)
    await(aio.sleep(seconds))
    return ...
  end)(...))
end

local function fail_after(seconds, err)
  return aio.create_task(async(function()
    await(aio.sleep(seconds))
    error(err, 0)
  end)())
end

local function finish(tasks)
  for _, task in ipairs(tasks) do task:cancel() end
  aio.try(await, aio.gather(tasks, { return_exceptions = true }))
end

test("all completed, in the list's order", function()
  local tasks = { after(2), fail_after(1, "x"), after(1) }
  local done, pending = await(aio.wait(tasks))
  equal({ #done, #pending }, { 3, 0 })
  for i = 1, 3 do identical(done[i], tasks[i]) end
  equal(tasks[2]:exception(), "x")
end)

test("the first one completed", function()
  local tasks = { after(5), after(1), after(5) }
  local done, pending = await(aio.wait(tasks, { return_when = "FIRST_COMPLETED" }))
  identical(done[1], tasks[2])
  equal({ #done, #pending }, { 1, 2 })
  equal(tasks[1]:cancelling(), 0, "nothing is cancelled")
  finish(tasks)
end)

test("the first exception; a cancelled one is none", function()
  local tasks = { after(100), fail_after(3, "x"), after(1) }
  tasks[4] = after(100)
  aio.get_running_loop():call_later(2, tasks[4].cancel, tasks[4])
  local done, pending = await(aio.wait(tasks, { return_when = "FIRST_EXCEPTION" }))
  equal({ #done, #pending }, { 3, 1 })
  finish(tasks)
end)

test("the first exception, whatever its value", function()
  for _, value in ipairs { false, "x" } do
    local tasks = { fail_after(1, value), after(100) }
    local done = await(aio.wait(tasks, { return_when = "FIRST_EXCEPTION" }))
    equal(#done, 1)
    finish(tasks)
  end
  local tasks = { fail_after(1, nil), after(100) }
  local done = await(aio.wait(tasks, { return_when = "FIRST_EXCEPTION" }))
  equal(#done, 1, "error(nil)")
  finish(tasks)
end)

test("with a timeout: no error, nothing cancelled", function()
  local tasks = { after(1), after(100) }
  local done, pending = await(aio.wait(tasks, { timeout = 10 }))
  equal({ #done, #pending, tasks[2]:done() }, { 1, 1, false })
  done, pending = await(aio.wait({ tasks[2] }, { timeout = 0 }))
  equal({ #done, #pending }, { 0, 1 })
  finish(tasks)
end)

test("cancelling the one who waits leaves the tasks alone", function()
  local task = after(5, "value")
  local waiter = aio.create_task(aio.wait { task })
  await(aio.sleep(1))
  waiter:cancel()
  raises(aio.CancelledError, await, waiter)
  equal(await(task), "value")
end)

test("duplicates count once", function()
  local task = after(1)
  local done = await(aio.wait { task, task })
  equal(#done, 1)
end)

test("what is refused", function()
  raises("empty", await, aio.wait {})
  raises("bad argument #1 to 'wait'", await, aio.wait(5))
  local object = aio.sleep(1)
  raises("got a coroutine object", await, aio.wait { object })
  object:close()
  local future = aio.Future()
  raises("return_when must be", await, aio.wait({ future }, { return_when = "SOME" }))
  raises("unknown option 'timeot' %(did you mean 'timeout'%?%)", await, aio.wait({ future }, { timeot = 1 }))
end)

test("as_completed: results in order of completion", function()
  local seen = {}
  for next_done in aio.as_completed { after(3, "c"), after(1, "a"), after(2, "b") } do
    seen[#seen + 1] = (await(next_done))
  end
  equal(seen, { "a", "b", "c" })
end)

test("as_completed: errors come out of their await", function()
  local seen = {}
  for next_done in aio.as_completed { after(2, "fine"), fail_after(1, "failed") } do
    local ok, value = pcall(await, next_done)
    seen[#seen + 1] = { ok, value }
  end
  equal(seen, { { false, "failed" }, { true, "fine" } })
end)

test("as_completed with coroutine objects, duplicates, nothing", function()
  local nap = async(function(seconds)
    await(aio.sleep(seconds))
    return seconds
  end)
  local twice, seen = nap(1), {}
  for next_done in aio.as_completed { nap(2), twice, twice } do seen[#seen + 1] = (await(next_done)) end
  equal(seen, { 1, 2 })
  for _ in aio.as_completed {} do error "nothing to come" end
end)

test("as_completed with a timeout", function()
  local tasks, seen = { after(1, "in time"), after(100), after(100) }, {}
  for next_done in aio.as_completed(tasks, { timeout = 5 }) do
    local ok, value = pcall(await, next_done)
    seen[#seen + 1] = ok and value or value.name
  end
  equal(seen, { "in time", "TimeoutError", "TimeoutError" })
  equal(tasks[2]:done(), false)
  finish(tasks)
end)

test("as_completed left early: the rest runs on", function()
  local last = after(3, "last")
  local next_done = aio.as_completed { after(1), last }
  await(next_done())
  equal(await(last), "last")
  await(aio.sleep(0))
end)

check.finish()
