-- aio.try: pcall that also settles the task's own cancellation, as `except CancelledError` does.
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function cancelled_task(f)
  local task = aio.create_task(async(f)())
  await(aio.sleep(1))
  task:cancel("stop")
  aio.try(await, task)
  return task
end

local function nap() await(aio.sleep(100)) end

plain("as pcall otherwise", function()
  equal(table.pack(aio.try(function(...) return ..., nil end, 1, nil)), { true, 1, nil, n = 3 })
  equal({ aio.try(error, "x") }, { false, "x" })
  equal({ aio.try(error) }, { false, nil })
  equal({ aio.try(error, { 1 }) }, { false, { 1 } })
  equal((aio.try(nil)), false)
  raises("value expected", function() aio.try() end)
end)

test("settles it: the task goes on and returns", function()
  local task = cancelled_task(function()
    local ok, err = aio.try(nap)
    equal({ ok, err.message }, { false, "stop" })
    return await(aio.sleep(1, "went on"))
  end)
  equal({ task:cancelled(), task:result(), task:cancelling() }, { false, "went on", 1 })
end)

test("settles it also around or after a plain pcall", function()
  local around = cancelled_task(function()
    aio.try(function()
      pcall(nap)
      await(aio.sleep(1))
    end)
    return await(aio.sleep(1, "went on"))
  end)
  equal(around:result(), "went on")
  local inside = cancelled_task(function()
    pcall(aio.try, nap)
    return await(aio.sleep(1, "went on"))
  end)
  equal(inside:result(), "went on")
end)

test("raised again later, it is the task's own again", function()
  local reached
  local task = cancelled_task(function()
    local _, err = aio.try(nap)
    await(aio.sleep(1))
    pcall(error, err, 0)
    await(aio.sleep(1))
    reached = true
  end)
  equal({ reached, task:cancelled() }, { nil, true })
end)

test("raised again and not caught: cancelled, the same object", function()
  local caught
  local task = cancelled_task(function()
    local _
    _, caught = aio.try(nap)
    await(aio.sleep(1))
    error(caught, 0)
  end)
  identical(raises(aio.CancelledError, task.result, task), caught)
  equal(task:cancelled(), true)
end)

test("a later cancel is a new one", function()
  local caught = {}
  local task = aio.create_task(async(function()
    for i = 1, 2 do caught[i] = select(2, aio.try(nap)) end
    return "done"
  end)())
  for _, message in ipairs { "one", "two" } do
    await(aio.sleep(1))
    task:cancel(message)
  end
  equal(await(task), "done")
  equal({ caught[1].message, caught[2].message, rawequal(caught[1], caught[2]) }, { "one", "two", false })
end)

test("someone else's CancelledError is caught like any error", function()
  local other = aio.create_task(async(nap)())
  await(aio.sleep(0))
  other:cancel("other")
  local ok, err = aio.try(await, other)
  equal({ ok, err.message }, { false, "other" })
  equal(await(aio.sleep(1, "fine")), "fine")
end)

test("in clean-up it does not settle what travels on", function()
  local task = cancelled_task(function()
    local _ <close> = setmetatable({}, {
      __close = function()
        equal(aio.try(error, "in clean-up"), false)
        await(aio.sleep(1))
      end,
    })
    nap()
  end)
  equal(task:cancelled(), true)
end)

test("a cancellation that comes while clean-up awaits inside aio.try", function()
  local steps = {}
  local task = aio.create_task(async(function()
    aio.try(nap)
    steps[1] = aio.try(nap)
    steps[2] = await(aio.sleep(1, "still here"))
  end)())
  await(aio.sleep(1))
  task:cancel()
  await(aio.sleep(1))
  task:cancel()
  await(task)
  equal(steps, { false, "still here" })
end)

test("yields and awaits pass through it", function()
  local generate = coroutine.wrap(function()
    aio.try(function()
      coroutine.yield(await(aio.sleep(1, 1)))
      coroutine.yield(2)
      error("end", 0)
    end)
    coroutine.yield(3)
  end)
  equal({ generate(), generate(), generate() }, { 1, 2, 3 })
end)

check.finish()
