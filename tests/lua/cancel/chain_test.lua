-- Cancelling a task that awaits other tasks: the request goes to the innermost wait (s63, s83).
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

local function chain(depth, ticks, bottom)
  return aio.create_task(async(function()
    local ok, err = aio.try(function()
      if depth == 0 then return bottom() end
      return await(chain(depth - 1, ticks, bottom))
    end)
    ticks[depth] = native.tick()
    if not ok then error(err, 0) end
    return err
  end)())
end

local function nap() await(aio.sleep(100)) end

test("one turn a level, from the inside (s63)", function()
  local ticks = {}
  local task = chain(3, ticks, nap)
  await(aio.sleep(1))
  local now = native.tick()
  task:cancel("all")
  equal(raises(aio.CancelledError, await, task).message, "all")
  equal({ ticks[0] - now, ticks[1] - now, ticks[2] - now, ticks[3] - now }, { 1, 2, 3, 4 })
end)

test("every task of the chain counts the request", function()
  local counts = {}
  local function level(n)
    return aio.create_task(async(function()
      if n == 0 then nap() else pcall(await, level(n - 1)) end
    end)())
  end
  local tasks = { level(1) }
  await(aio.sleep(1))
  for _, task in ipairs(aio.all_tasks()) do tasks[#tasks + 1] = task end
  tasks[1]:cancel()
  for i = 3, #tasks do counts[#counts + 1] = tasks[i]:cancelling() end
  equal(counts, { 1, 1 })
  pcall(await, tasks[1])
end)

test("the inner one swallows it: the outer stays alive, asked once (s83)", function()
  local inner = aio.create_task(async(function()
    aio.try(await, aio.sleep(100))
    return "swallowed"
  end)())
  local outer = aio.create_task(async(function()
    local value = await(inner)
    await(aio.sleep(1))
    return value
  end)())
  await(aio.sleep(1))
  outer:cancel()
  equal(await(outer), "swallowed")
  equal({ outer:cancelled(), outer:cancelling(), inner:cancelling() }, { false, 1, 1 })
end)

test("the inner one ends otherwise: its error comes out", function()
  local outer = aio.create_task(async(function()
    await(aio.create_task(async(function()
      aio.try(await, aio.sleep(100))
      error("clean-up failed", 0)
    end)()))
  end)())
  await(aio.sleep(1))
  outer:cancel()
  raises("^clean%-up failed$", await, outer)
  equal(outer:cancelled(), false)
end)

test("cancelling only the inner one is an ordinary error to the outer", function()
  local inner = aio.create_task(async(nap)())
  local outer = aio.create_task(async(function()
    local ok, err = pcall(await, inner)
    await(aio.sleep(1))
    return ok, err.message
  end)())
  await(aio.sleep(1))
  inner:cancel("inner only")
  equal({ await(outer) }, { false, "inner only" })
  equal({ outer:cancelled(), outer:cancelling() }, { false, 0 })
end)

test("a pcall in the outer task does not settle its own cancellation", function()
  local reached = {}
  local outer = aio.create_task(async(function()
    reached[1] = pcall(await, aio.create_task(async(nap)()))
    await(aio.sleep(1))
    reached[2] = "never"
  end)())
  await(aio.sleep(1))
  outer:cancel()
  raises(aio.CancelledError, await, outer)
  equal(reached, { false })
end)

test("two tasks wait for the same one: cancelling one cancels what both wait for", function()
  local shared = aio.create_task(async(nap)())
  local function waiter() return aio.create_task(async(function() return await(shared) end)()) end
  local one, two = waiter(), waiter()
  await(aio.sleep(1))
  one:cancel()
  raises(aio.CancelledError, await, one)
  raises(aio.CancelledError, await, two)
  equal({ one:cancelling(), two:cancelling(), shared:cancelled() }, { 1, 0, true })
end)

test("the inner task is done, the outer has not run: the outer is cancelled, the value lost", function()
  local outer
  local inner = aio.create_task(async(function()
    await(aio.sleep(1))
    aio.get_running_loop():call_soon(outer.cancel, outer, "just in time")
    return "value"
  end)())
  outer = aio.create_task(async(function() return await(inner) end)())
  equal(await(inner), "value")
  equal(raises(aio.CancelledError, await, outer).message, "just in time")
end)

test("a chain of 10 000 tasks", function()
  local ticks = {}
  local task = chain(10000, ticks, nap)
  await(aio.sleep(1))
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(ticks[10000] - ticks[0], 10000)
end)

plain("two tasks that wait for each other: reported, and the program ends", function()
  local _, errors, status = check.script [[
    local one, two
    one = aio.create_task(async(function() await(two) end)(), { name = "one" })
    two = aio.create_task(async(function() await(one) end)(), { name = "two" })
    await(one)
  ]]
  check.matches(errors, "DeadlockError")
  equal(status, 1)
end)

plain("… cancelling one of them is no endless loop", function()
  local output, _, status = check.script [[
    local one, two
    one = aio.create_task(async(function() await(two) end)())
    two = aio.create_task(async(function() await(one) end)())
    await(aio.sleep(1))
    one:cancel()
    pcall(await, one)
    pcall(await, two)
    print(one:done(), two:done())
  ]]
  equal({ output, status }, { "true\ttrue\n", 0 })
end)

check.finish()
