-- <close> variables are try … finally: their handlers run on every way out of a task, and may await.
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function closing(f) return setmetatable({}, { __close = f }) end
local function nap() await(aio.sleep(100)) end

local function start(f)
  local task = aio.create_task(async(f)())
  await(aio.sleep(1))
  return task
end

test("the handler gets the error, or nil at a normal end", function()
  local seen = {}
  local function note(_, err) seen[#seen + 1] = err == nil and "nil" or tostring(err) end
  await(async(function() local _ <close> = closing(note) end)())
  pcall(await, async(function()
    local _ <close> = closing(note)
    error("failed", 0)
  end)())
  local task = start(function()
    local _ <close> = closing(note)
    nap()
  end)
  task:cancel("stop")
  raises(aio.CancelledError, await, task)
  equal(seen, { "nil", "failed", "CancelledError: stop" })
end)

test("it may await, on every way out", function()
  local loop, slept = aio.get_running_loop(), 0
  local function sleep()
    await(aio.sleep(2))
    slept = slept + 2
  end
  local started = loop:time()
  await(aio.create_task(async(function() local _ <close> = closing(sleep) end)()))
  raises("failed", await, aio.create_task(async(function()
    local _ <close> = closing(sleep)
    error "failed"
  end)()))
  local task = start(function()
    local _ <close> = closing(sleep)
    nap()
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal({ slept, loop:time() - started }, { 6, 7 })
end)

test("several close in reverse order, each awaiting", function()
  local order = {}
  local function note(name)
    return closing(function()
      await(aio.sleep(1))
      order[#order + 1] = name
    end)
  end
  local task = start(function()
    local _ <close> = note "outer"
    do
      local _ <close> = note "inner"
      nap()
    end
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(order, { "inner", "outer" })
end)

test("an error in a handler replaces the cancellation", function()
  local task = start(function()
    local _ <close> = closing(function() error("clean-up failed", 0) end)
    nap()
  end)
  task:cancel()
  raises("^clean%-up failed$", await, task)
  equal(task:cancelled(), false)
end)

test("cancelled again during clean-up: that await ends, the others still close", function()
  local steps = {}
  local task = start(function()
    local _ <close> = closing(function() steps[#steps + 1] = "outer" end)
    local _ <close> = closing(function()
      steps[#steps + 1] = "inner begins"
      nap()
      steps[#steps + 1] = "never"
    end)
    nap()
  end)
  task:cancel("first")
  await(aio.sleep(1))
  task:cancel("second")
  equal(raises(aio.CancelledError, await, task).message, "second")
  equal(steps, { "inner begins", "outer" })
end)

test("the fourth value of a generic for", function()
  local closed = 0
  local closer = closing(function()
    await(aio.sleep(1))
    closed = closed + 1
  end)
  local function numbers(last)
    return function(_, i) return i < last and await(aio.sleep(1, i + 1)) or nil end, nil, 0, closer
  end
  for _ in numbers(3) do end
  for i in numbers(3) do if i == 2 then break end end
  equal(closed, 2)
end)

test("returning from inside of the block keeps the results", function()
  local f = async(function()
    local _ <close> = closing(function() await(aio.sleep(1)) end)
    return 1, nil, 3
  end)
  equal(table.pack(await(f())), { 1, nil, 3, n = 3 })
end)

plain("what is left at the end of the loop is cancelled and cleaned up", function()
  local cleaned = {}
  aio.run(async(function()
    for i = 1, 3 do
      aio.create_task(async(function()
        local _ <close> = closing(function()
          await(aio.sleep(1))
          cleaned[#cleaned + 1] = i
        end)
        nap()
      end)())
    end
    await(aio.sleep(0))
  end)())
  equal(cleaned, { 1, 2, 3 })
end)

test("the error object in the handler is the one that comes out", function()
  local problem, seen = setmetatable({}, {}), nil
  local _, err = pcall(await, async(function()
    local _ <close> = closing(function(_, e) seen = e end)
    error(problem)
  end)())
  identical(seen, problem)
  identical(err, problem)
end)

check.finish()
