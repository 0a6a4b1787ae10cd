-- Cancelling a gather, and a task that waits for one (s11).
local check = require "check"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

local function sleeper(log, name, seconds)
  return async(function()
    local ok, err = aio.try(await, aio.sleep(seconds))
    log[#log + 1] = name .. (ok and " done" or " cancelled")
    if not ok then error(err, 0) end
    return name
  end)()
end

test("cancels each child in order; ends at the first of them", function()
  local log = {}
  local all = aio.gather(sleeper(log, "a", 10), sleeper(log, "b", 10))
  await(aio.sleep(1))
  equal({ all:cancel("stop"), all:done() }, { true, false })
  equal(raises(aio.CancelledError, await, all).message, "stop")
  equal(log, { "a cancelled", "b cancelled" })
  equal(all:cancelled(), false, "as asyncio: an exception, not the state")
  equal(all:cancel(), false)
end)

test("with return_exceptions it ends when all have", function()
  local log = {}
  local stubborn = async(function()
    aio.try(await, aio.sleep(10))
    await(aio.sleep(5))
    log[#log + 1] = "stubborn done"
  end)
  local all = aio.gather(stubborn(), sleeper(log, "b", 10), { return_exceptions = true })
  await(aio.sleep(1))
  all:cancel("stop")
  equal(raises(aio.CancelledError, await, all).message, "stop")
  equal(log, { "b cancelled", "stubborn done" })
end)

test("cancelling the task that waits for it", function()
  local log = {}
  local outer = aio.create_task(async(function()
    await(aio.gather(sleeper(log, "a", 10), sleeper(log, "b", 10)))
  end)())
  await(aio.sleep(1))
  outer:cancel("outer")
  equal(raises(aio.CancelledError, await, outer).message, "outer")
  equal({ outer:cancelled(), table.concat(log, ", ") }, { true, "a cancelled, b cancelled" })
end)

test("… is that task's own cancellation: a pcall does not settle it", function()
  local after_pcall = {}
  local outer = aio.create_task(async(function()
    after_pcall[1] = pcall(await, aio.gather(aio.sleep(10), aio.sleep(10)))
    after_pcall[2] = "clean-up"
    await(aio.sleep(1))
    after_pcall[3] = "never"
  end)())
  await(aio.sleep(1))
  outer:cancel()
  raises(aio.CancelledError, await, outer)
  equal(after_pcall, { false, "clean-up" })
end)

test("all children done already: cancel is refused", function()
  local child = aio.create_task(async(function() return 1 end)())
  local all = aio.gather(child)
  await(aio.sleep(0))
  equal({ child:done(), all:done(), all:cancel() }, { true, false, false })
  equal(await(all), { 1, n = 1 })
end)

test("a child named twice is asked for each place, as in asyncio", function()
  local child = aio.create_task(async(function()
    aio.try(await, aio.sleep(10))
    return await(aio.sleep(1, aio.current_task():cancelling()))
  end)())
  local all = aio.gather(child, child)
  await(aio.sleep(1))
  all:cancel()
  equal(await(child), 2)
  pcall(await, all)
end)

test("children that swallow the cancellation", function()
  local stubborn = async(function() aio.try(await, aio.sleep(10)) return "stayed" end)
  local all = aio.gather(stubborn(), stubborn())
  await(aio.sleep(1))
  all:cancel()
  raises(aio.CancelledError, await, all)
end)

test("nested gathers are cancelled to the bottom", function()
  local log = {}
  local all = aio.gather(aio.gather(sleeper(log, "a", 10)), aio.gather(aio.gather(sleeper(log, "b", 10))))
  await(aio.sleep(1))
  all:cancel()
  raises(aio.CancelledError, await, all)
  await(aio.sleep(1))
  equal(log, { "a cancelled", "b cancelled" })
end)

local function gather_chain(depth)
  local all = aio.Future()
  for _ = 1, depth do all = aio.gather(all) end
  return all
end

test("a chain of 100 gathers", function()
  local all = gather_chain(100)
  equal(all:cancel(), true)
  raises(aio.CancelledError, await, all)
end)

test("a chain of 20 000 gathers is cancelled or refused; the program lives", function()
  local all = gather_chain(20000)
  local ok, err = pcall(all.cancel, all)
  if ok then raises(aio.CancelledError, await, all) else check.matches(err, "nested too deep") end
end)

test("cancelled when the children are done but it is not: the awaiter is cancelled", function()
  local child = aio.create_task(aio.sleep(1))
  local outer = aio.create_task(async(function() await(aio.gather(child)) end)())
  await(child)
  equal(outer:cancel(), true)
  raises(aio.CancelledError, await, outer)
end)

plain("a gather that never ends leaves nothing behind", function()
  aio.run(async(function()
    aio.gather(aio.Future())
    aio.gather(aio.Future(), aio.gather(aio.Future()))
    await(aio.sleep(1))
  end)())
end)

plain("a task that gathers a task that awaits it: reported, and the program ends", function()
  local _, errors, status = check.script [[
    local outer
    local inner = aio.create_task(async(function() await(outer) end)(), { name = "inner" })
    outer = aio.create_task(async(function() await(aio.gather(inner)) end)(), { name = "outer" })
    await(outer)
  ]]
  check.matches(errors, "DeadlockError")
  equal(status, 1)
end)

check.finish()
