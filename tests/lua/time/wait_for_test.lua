-- wait_for and shield (CPython's test_waitfor, scheduling.md §7).
local check = require "check"
local native = require "aio.native"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local function after(seconds, ...)
  return async(function(...)
    await(aio.sleep(seconds))
    return ...
  end)(...)
end

test("in time: all results, no turn of its own", function()
  equal({ await(aio.wait_for(after(1, "a", "b"), 5)) }, { "a", "b" })
  local tick = native.tick()
  equal(await(aio.wait_for(async(function() return 1 end)(), 5)), 1)
  equal(native.tick(), tick)
  equal(await(aio.wait_for(after(1000, "late"), nil)), "late")
end)

test("too late: TimeoutError, and what was awaited has ended", function()
  local task = aio.create_task(after(100))
  raises(aio.TimeoutError, await, aio.wait_for(task, 1))
  equal({ task:cancelled(), aio.current_task():cancelling() }, { true, 0 })
end)

test("it waits for the clean-up of what it cancels", function()
  local cleaned
  local task = aio.create_task(async(function()
    local _ <close> = setmetatable({}, { __close = function()
      await(aio.sleep(5))
      cleaned = true
    end })
    await(aio.sleep(100))
  end)())
  raises(aio.TimeoutError, await, aio.wait_for(task, 1))
  equal({ cleaned, task:cancelled() }, { true, true })
end)

test("an error in that clean-up wins; so does a result", function()
  local function stubborn(f)
    return aio.create_task(async(function()
      aio.try(await, aio.sleep(100))
      return f()
    end)())
  end
  raises("^in clean%-up$", await, aio.wait_for(stubborn(function() error("in clean-up", 0) end), 1))
  equal(await(aio.wait_for(stubborn(function() return "anyway" end), 1)), "anyway")
end)

test("no time at all: done futures give their result, coroutines never start", function()
  local ran = false
  local done = aio.Future()
  done:set_result("done")
  for _, seconds in ipairs { 0, -1 } do
    equal(await(aio.wait_for(done, seconds)), "done")
    raises(aio.TimeoutError, await, aio.wait_for(async(function() ran = true end)(), seconds))
    local task = aio.create_task(after(100))
    await(aio.sleep(0))
    raises(aio.TimeoutError, await, aio.wait_for(task, seconds))
    equal(task:cancelled(), true)
  end
  equal(ran, false)
end)

test("cancelling the one who waits cancels what is awaited", function()
  local inner = aio.create_task(after(100))
  local outer = aio.create_task(aio.wait_for(inner, 50))
  await(aio.sleep(1))
  outer:cancel("outer")
  equal(raises(aio.CancelledError, await, outer).message, "outer")
  equal(inner:cancelled(), true)
end)

test("cancelled in the turn in which the inner one finished: not swallowed", function()
  local inner = aio.create_task(after(1, "value"))
  local outer = aio.create_task(aio.wait_for(inner, 50))
  await(inner)
  equal(outer:cancel(), true)
  raises(aio.CancelledError, await, outer)
  equal(inner:result(), "value")
end)

test("arguments", function()
  raises("bad argument #2 to 'wait_for' %(number expected, got string%)", await, aio.wait_for(aio.Future(), "x"))
  raises("can't be used with await", await, aio.wait_for(5, 1))
end)

test("shield: outcome of the inner one", function()
  equal(await(aio.shield(after(1, "value"))), "value")
  raises("^failed$", await, aio.shield(async(error)("failed", 0)))
  local done = aio.Future()
  done:set_result(1)
  identical(aio.shield(done), done)
  local cancelled = aio.create_task(after(100))
  local shielded = aio.shield(cancelled)
  await(aio.sleep(0))
  cancelled:cancel()
  raises(aio.CancelledError, await, shielded)
end)

test("shield: cancelling outside leaves the inner one alone", function()
  local inner = aio.create_task(after(5, "value"))
  local outer = aio.create_task(async(function() await(aio.shield(inner)) end)())
  await(aio.sleep(1))
  outer:cancel()
  raises(aio.CancelledError, await, outer)
  equal({ inner:done(), await(inner) }, { false, "value" })
end)

test("shield and wait_for: the task lives", function()
  local inner = aio.create_task(after(5, "value"))
  raises(aio.TimeoutError, await, aio.wait_for(aio.shield(inner), 1))
  equal(await(inner), "value")
  local other = aio.create_task(after(5, "value"))
  raises(aio.TimeoutError, await, aio.wait_for(aio.shield(other), 0))
  equal(await(other), "value")
end)

test("shield: the error of an inner one that nobody waits for is told", function()
  local inner = aio.create_task(async(function()
    await(aio.sleep(2))
    error("unseen", 0)
  end)())
  local shielded = aio.shield(inner)
  await(aio.sleep(1))
  shielded:cancel()
  await(aio.sleep(5))
  local reports = check.take_reports()
  equal(#reports, 1)
  check.matches(reports[1], "shielded.*unseen")
end)

check.finish()
