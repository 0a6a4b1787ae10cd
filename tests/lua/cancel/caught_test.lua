-- A plain pcall, xpcall or coroutine.resume that catches the task's own cancellation does not settle it:
-- it is raised again at the next await, and a task that returns without one still ends cancelled (api.md §5).
local check = require "check"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

-- Runs f as a task, cancels it while it waits, and returns it when it is done.
local function cancelled_task(f)
  local task = aio.create_task(async(f)())
  await(aio.sleep(1))
  task:cancel("stop")
  aio.try(await, task)
  return task
end

local function nap() await(aio.sleep(100)) end

local catchers = {
  pcall = function() return pcall(nap) end,
  ["pcall(await, …)"] = function() return pcall(await, aio.sleep(100)) end,
  xpcall = function() return xpcall(nap, function(err) return err end) end,
  ["xpcall with a handler that makes something else"] = function() return xpcall(nap, debug.traceback) end,
  ["coroutine.resume"] = function() return coroutine.resume(coroutine.create(nap)) end,
  ["pcall around coroutine.wrap"] = function() return pcall(coroutine.wrap(nap)) end,
  ["pcall in pcall"] = function()
    local _, ok, err = pcall(pcall, nap)
    return ok, err
  end,
}

for name, catch in pairs(catchers) do
  test(name .. ": raised again at the next await", function()
    local reached = {}
    local task = cancelled_task(function()
      local ok, err = catch()
      reached[#reached + 1] = ok
      reached[#reached + 1] = type(err) == "string" or err.message
      reached[#reached + 1] = "clean-up without await"
      await(aio.sleep(1))
      reached[#reached + 1] = "never"
    end)
    equal(reached[1], false)
    equal(reached[3], "clean-up without await")
    equal({ #reached, task:cancelled() }, { 3, true })
    equal(raises(aio.CancelledError, task.result, task).message, "stop")
  end)

  test(name .. ": a task that returns is cancelled all the same", function()
    local task = cancelled_task(function()
      catch()
      return "value"
    end)
    equal(task:cancelled(), true)
    equal(raises(aio.CancelledError, task.result, task).message, "stop")
  end)

  test(name .. ": a task that raises something else has failed", function()
    local task = cancelled_task(function()
      catch()
      error("clean-up failed", 0)
    end)
    equal({ task:cancelled(), task:exception() }, { false, "clean-up failed" })
  end)
end

test("it is the same error object", function()
  local first, second
  local task = cancelled_task(function()
    first = select(2, pcall(nap))
    second = select(2, aio.try(nap))
    error(second, 0)
  end)
  identical(first, second)
  equal(task:cancelled(), true)
end)

test("raised by whatever is awaited next, even what would not suspend", function()
  local done = aio.Future()
  done:set_result(1)
  local awaitables = {
    function() return done end,
    function() return async(print)() end,
    function() return aio.sleep(0) end,
    function() return aio.Lock():acquire() end,
    function() return setmetatable({}, { __await = print }) end,
    function() return aio.gather() end,
  }
  for _, awaitable in ipairs(awaitables) do
    local caught
    cancelled_task(function()
      pcall(nap)
      caught = not aio.try(await, awaitable())
    end)
    equal(caught, true)
  end
  equal(check.take_never_awaited(), {})
end)

test("a retry loop around pcall cannot make a task immune", function()
  local attempts = 0
  local task = cancelled_task(function()
    for _ = 1, 1000 do
      attempts = attempts + 1
      if pcall(nap) then return end
    end
  end)
  equal({ attempts, task:cancelled() }, { 1000, true })
end)

test("… nor keep the others from running", function()
  local turns = 0
  local other = aio.create_task(async(function()
    for _ = 1, 10 do
      await(aio.sleep(0))
      turns = turns + 1
    end
  end)())
  local stubborn = aio.create_task(async(function()
    while turns < 10 do pcall(nap) end
    nap()
  end)())
  await(aio.sleep(0))
  stubborn:cancel()
  raises(aio.CancelledError, await, stubborn)
  equal(turns, 10)
  await(other)
end)

test("swallowed, and then another task is awaited: that one is not cancelled", function()
  local other = aio.create_task(aio.sleep(5, "fine"))
  cancelled_task(function()
    pcall(nap)
    await(other)
  end)
  equal(await(other), "fine")
end)

test("a second cancel after a swallowed one", function()
  local task = aio.create_task(async(function()
    pcall(nap)
    pcall(nap)
    pcall(nap)
  end)())
  await(aio.sleep(1))
  task:cancel("one")
  task:cancel("two")
  aio.try(await, task)
  equal({ task:cancelled(), task:cancelling() }, { true, 2 })
end)

test("an ordinary error caught in between changes nothing", function()
  local task = cancelled_task(function()
    pcall(nap)
    pcall(error, "ordinary")
    xpcall(error, debug.traceback, "ordinary")
    coroutine.resume(coroutine.create(error), "ordinary")
    await(aio.sleep(1))
    error("never", 0)
  end)
  equal(task:cancelled(), true)
end)

test("… not even when aio.try catches it", function()
  local reached
  local task = cancelled_task(function()
    pcall(nap)
    equal(aio.try(error, "ordinary"), false)
    await(aio.sleep(1))
    reached = true
  end)
  equal({ reached, task:cancelled() }, { nil, true })
end)

test("passed on as an error by the code that caught it: cancelled", function()
  local task = cancelled_task(function()
    local _, err = pcall(nap)
    error(err, 0)
  end)
  equal(task:cancelled(), true)
end)

test("wrapped into another error that a pcall catches: not settled either", function()
  local reached
  local task = cancelled_task(function()
    pcall(function()
      local _ <close> = setmetatable({}, { __close = function(_, err) error({ cause = err }) end })
      nap()
    end)
    await(aio.sleep(1))
    reached = true
  end)
  equal({ reached, task:cancelled() }, { nil, true })
end)

test("the CancelledError of a task that is gone is nobody's, also where a new task has taken its memory", function()
  local function cancelled_error()
    local task = aio.create_task(function() await(aio.sleep(10)) end)
    await(aio.sleep(0))
    task:cancel()
    return select(2, pcall(await, task))
  end
  local old = cancelled_error()
  await(aio.sleep(0))
  collectgarbage()
  collectgarbage()
  local tasks = {}
  for i = 1, 2000 do
    tasks[i] = aio.create_task(function()
      pcall(error, old)
      await(aio.sleep(0))
      return i
    end)
  end
  for i, task in ipairs(tasks) do equal(await(task), i) end
end)

check.finish()
