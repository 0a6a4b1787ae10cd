-- gather when children fail or are cancelled.
local check = require "check"
local native = require "aio.native"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local fail_after = async(function(seconds, err)
  await(aio.sleep(seconds))
  error(err, 0)
end)
local after = async(function(seconds, ...)
  await(aio.sleep(seconds))
  return ...
end)

test("the first error comes out at once; the others run on (s10)", function()
  local loop = aio.get_running_loop()
  local start, finished = loop:time(), false
  local slow = aio.create_task(async(function()
    await(aio.sleep(5))
    finished = true
  end)())
  raises("^first$", await, aio.gather(fail_after(2, "second"), slow, fail_after(1, "first")))
  equal({ loop:time() - start, finished }, { 1, false })
  await(slow)
  equal({ loop:time() - start, finished }, { 5, true })
end)

test("later errors count as looked at", function()
  raises("^first$", await, aio.gather(fail_after(1, "first"), fail_after(2, "second")))
  await(aio.sleep(2))
  equal(check.take_reports(), {})
end)

test("the error object is the child's", function()
  local problem = setmetatable({}, {})
  local child = aio.create_task(fail_after(1, problem))
  local all = aio.gather(child)
  local _, err = pcall(await, all)
  identical(err, problem)
  identical(all:exception(), problem)
  identical(child:exception(), problem)
end)

test("return_exceptions puts errors among the results", function()
  local problem = aio.TimeoutError("slow")
  local results = await(aio.gather(fail_after(1, problem), after(2, "fine"), fail_after(1, "text"),
    { return_exceptions = true }))
  identical(results[1], problem)
  equal({ results[2], results[3], results.n }, { "fine", "text", 3 })
end)

test("return_exceptions with errors of every type", function()
  local values = { false, 5, "x", print }
  local children = {}
  for i, value in ipairs(values) do children[i] = fail_after(1, value) end
  children[5] = fail_after(1, nil)
  local results = await(aio.gather(children, { return_exceptions = true }))
  equal(results, { false, 5, "x", print, nil, n = 5 })
end)

test("a child that is cancelled is an error, not a cancellation (s12)", function()
  local child = aio.create_task(after(10))
  local all = aio.gather(child, after(1))
  await(aio.sleep(0))
  child:cancel("gone")
  equal(raises(aio.CancelledError, await, all).message, "gone")
  equal(all:cancelled(), false)
  equal(aio.isinstance(all:exception(), aio.CancelledError), true)
  await(aio.sleep(1))
end)

test("… among the results with return_exceptions", function()
  local child = aio.create_task(after(10))
  local all = aio.gather(child, after(1, "fine"), { return_exceptions = true })
  await(aio.sleep(0))
  child:cancel()
  local results = await(all)
  equal(aio.isinstance(results[1], aio.CancelledError), true)
  equal(results[2], "fine")
end)

test("children that failed before", function()
  local failed, cancelled = aio.Future(), aio.Future()
  failed:set_exception("early")
  cancelled:cancel()
  local tick = native.tick()
  raises("^early$", await, aio.gather(after(1), failed, cancelled))
  equal(native.tick(), tick)
  raises(aio.CancelledError, await, aio.gather(cancelled, failed))
  local results = await(aio.gather(failed, cancelled, { return_exceptions = true }))
  equal(results[1], "early")
  equal(aio.isinstance(results[2], aio.CancelledError), true)
  await(aio.sleep(2))
end)

test("an error that nobody looks at is reported once", function()
  aio.gather(fail_after(1, "lost"))
  await(aio.sleep(2))
  local reports = check.take_reports()
  equal(#reports, 1)
  check.matches(reports[1], "never retrieved.*lost$")
end)

test("the awaiter's pcall sees an ordinary error: it goes on", function()
  local child = aio.create_task(after(10))
  local outer = aio.create_task(async(function()
    local ok = pcall(await, aio.gather(child))
    await(aio.sleep(1))
    return ok
  end)())
  await(aio.sleep(1))
  child:cancel()
  equal({ await(outer), outer:cancelled() }, { false, false })
end)

check.finish()
