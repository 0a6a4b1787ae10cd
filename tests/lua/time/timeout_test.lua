-- timeout, timeout_at (CPython's test_timeouts, scheduling.md §8).
local check = require "check"
local test, equal, raises = check.test, check.equal, check.raises

local function nap() await(aio.sleep(100)) end

test("TimeoutError leaves the block at the deadline", function()
  local loop, scope = aio.get_running_loop(), nil
  local start = loop:time()
  raises(aio.TimeoutError, function()
    local t <close> = aio.timeout(2)
    scope = t
    equal({ t:when(), t:expired() }, { start + 2, false })
    nap()
  end)
  equal({ loop:time() - start, scope:expired(), aio.current_task():cancelling() }, { 2, true, 0 })
  await(aio.sleep(1))
end)

test("in time: nothing happens, now or later", function()
  local scope
  do
    local t <close> = aio.timeout(10)
    scope = t
    await(aio.sleep(1))
  end
  equal(scope:expired(), false)
  await(aio.sleep(20))
end)

test("timeout_at, and none at all", function()
  local loop = aio.get_running_loop()
  raises(aio.TimeoutError, function()
    local _ <close> = aio.timeout_at(loop:time() + 1)
    nap()
  end)
  local t <close> = aio.timeout(nil)
  equal({ t:when(), t:expired() }, { nil, false })
  await(aio.sleep(1000))
end)

test("zero and past deadlines: at the first await, never without one (s19, s20)", function()
  for _, seconds in ipairs { 0, -5 } do
    raises(aio.TimeoutError, function()
      local _ <close> = aio.timeout(seconds)
      await(aio.sleep(0))
    end)
    do local _ <close> = aio.timeout(seconds) end
    await(aio.sleep(1))
  end
end)

test("nested with the same deadline: the outermost raises (s79)", function()
  local inner, outer, inner_error
  raises(aio.TimeoutError, function()
    local o <close> = aio.timeout_at(aio.get_running_loop():time() + 1)
    outer = o
    local _, err = aio.try(function()
      local i <close> = aio.timeout_at(o:when())
      inner = i
      nap()
    end)
    inner_error = err
    error(err, 0)
  end)
  equal({ inner:expired(), outer:expired(), aio.isinstance(inner_error, aio.CancelledError) }, { true, true, true })
end)

test("an inner one first, the outer later", function()
  local inner_fired
  raises(aio.TimeoutError, function()
    local _ <close> = aio.timeout(5)
    inner_fired = not pcall(function()
      local _ <close> = aio.timeout(1)
      nap()
    end)
    nap()
  end)
  equal(inner_fired, true)
end)

test("a library's pcall in the block cannot swallow it", function()
  raises(aio.TimeoutError, function()
    local _ <close> = aio.timeout(1)
    pcall(nap)
    pcall(nap)
  end)
  await(aio.sleep(1))
  raises(aio.TimeoutError, function()
    local _ <close> = aio.timeout(1)
    pcall(nap)
    await(aio.sleep(1))
    error "never"
  end)
  await(aio.sleep(1))
end)

test("aio.try in the block settles it: no error, but expired", function()
  local t <close> = aio.timeout(1)
  equal(aio.try(nap), false)
  equal(await(aio.sleep(5, "went on")), "went on")
  equal(t:expired(), true)
end)

test("another error passes, with the timeout as its cause if it came from there", function()
  local plain_error = raises("mine", function()
    local _ <close> = aio.timeout(10)
    error(aio.OSError("mine"), 0)
  end)
  equal(plain_error.cause, nil)
  local after_timeout = raises("in clean%-up", function()
    local _ <close> = aio.timeout(1)
    aio.try(nap)
    error(aio.OSError("in clean-up"), 0)
  end)
  equal(aio.isinstance(after_timeout.cause, aio.TimeoutError), true)
end)

test("cancelled by somebody else: CancelledError", function()
  local task = aio.create_task(async(function()
    local _ <close> = aio.timeout(10)
    nap()
  end)())
  await(aio.sleep(1))
  task:cancel("somebody")
  equal(raises(aio.CancelledError, await, task).message, "somebody")
end)

test("cancelled by somebody else at the deadline: CancelledError (s80)", function()
  local task = aio.create_task(async(function()
    local _ <close> = aio.timeout(1)
    nap()
  end)())
  aio.get_running_loop():call_at(aio.get_running_loop():time() + 1, task.cancel, task, "somebody")
  raises(aio.CancelledError, await, task)
end)

test("reschedule: later, earlier, never; refused when it is over", function()
  local loop = aio.get_running_loop()
  local start, scope = loop:time(), nil
  raises(aio.TimeoutError, function()
    local t <close> = aio.timeout(1)
    scope = t
    t:reschedule(start + 5)
    await(aio.sleep(3))
    t:reschedule(nil)
    await(aio.sleep(10))
    t:reschedule(loop:time() + 1)
    nap()
  end)
  equal(loop:time() - start, 14)
  raises("Cannot change state of expired Timeout", scope.reschedule, scope, 1)
  raises("number expected, got string", function()
    local t <close> = aio.timeout(1)
    t:reschedule("x")
  end)
end)

test("clean-up may await, and use timeouts of its own", function()
  local cleaned
  raises(aio.TimeoutError, function()
    local _ <close> = aio.timeout(1)
    local _ <close> = setmetatable({}, { __close = function()
      cleaned = not pcall(function()
        local _ <close> = aio.timeout(1)
        nap()
      end)
      await(aio.sleep(1))
    end })
    nap()
  end)
  equal(cleaned, true)
end)

test("arguments", function()
  raises("bad argument #1 to 'timeout' %(number expected, got string%)", function() aio.timeout("1") end)
  raises("got NaN", function() aio.timeout(0 / 0) end)
  raises("bad argument #1 to 'timeout_at' %(number expected, got table%)", function() aio.timeout_at({}) end)
end)

test("around a task group", function()
  local child
  local err = raises("", function()
    local _ <close> = aio.timeout(1)
    local tg <close> = aio.TaskGroup()
    child = tg:create_task(async(nap)())
  end)
  equal({ aio.isinstance(err, aio.TimeoutError), child:cancelled() }, { true, true })
end)

check.finish()
