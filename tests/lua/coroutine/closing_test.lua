-- coroutine.close, and coroutines that end with variables to close: as in Lua.
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function both(name, f)
  test(name .. " (in a task)", f)
  plain(name .. " (outside)", f)
end

local function closing(f) return setmetatable({}, { __close = f }) end

local function suspended(handler)
  local co = coroutine.create(function()
    local _ <close> = closing(handler)
    coroutine.yield()
  end)
  coroutine.resume(co)
  return co
end

both("a suspended coroutine", function()
  local seen
  local co = suspended(function(...) seen = table.pack(...) end)
  equal({ coroutine.close(co) }, { true })
  equal({ seen.n, seen[2], coroutine.status(co) }, { 2, nil, "dead" })
  equal({ coroutine.close(co) }, { true })
  equal({ coroutine.resume(co) }, { false, "cannot resume dead coroutine" })
end)

both("one that has not started, or has ended", function()
  local co = coroutine.create(print)
  equal({ coroutine.close(co), coroutine.status(co) }, { true, "dead" })
  co = coroutine.create(function() end)
  coroutine.resume(co)
  equal({ coroutine.close(co) }, { true })
end)

both("an error in a handler", function()
  local problem = {}
  local co = suspended(function() error(problem) end)
  local ok, err = coroutine.close(co)
  equal(ok, false)
  identical(err, problem)
  equal({ coroutine.status(co), coroutine.close(co) }, { "dead", true })
end)

both("one that failed: close gives its error", function()
  local co = coroutine.create(function() error({ code = 1 }) end)
  equal({ coroutine.resume(co) }, { false, { code = 1 } })
  equal({ coroutine.close(co) }, { false, { code = 1 } })
end)

both("resume leaves the variables of a failed coroutine to close", function()
  local order = {}
  local co = coroutine.create(function()
    local _ <close> = closing(function(_, err) order[#order + 1] = "closed with " .. tostring(err) end)
    error("failed", 0)
  end)
  equal({ coroutine.resume(co) }, { false, "failed" })
  order[#order + 1] = "resumed"
  equal({ coroutine.close(co) }, { false, "failed" })
  equal(order, { "resumed", "closed with failed" })
end)

both("wrap closes the variables of a failed coroutine", function()
  local order = {}
  local f = coroutine.wrap(function()
    local _ <close> = closing(function(_, err) order[#order + 1] = tostring(err) end)
    error({})
  end)
  equal({ pcall(f) }, { false, {} })
  equal(#order, 1)
end)

both("wrap: an error in the handler replaces the first", function()
  local f = coroutine.wrap(function()
    local _ <close> = closing(function() error({ "second" }) end)
    error({ "first" })
  end)
  equal({ pcall(f) }, { false, { "second" } })
end)

both("a running or normal coroutine cannot be closed", function()
  local outer
  outer = coroutine.create(function()
    raises("cannot close a running coroutine", coroutine.close, outer)
    coroutine.wrap(function() raises("cannot close a normal coroutine", coroutine.close, outer) end)()
  end)
  equal({ coroutine.resume(outer) }, { true })
end)

both("a generator as <close> variable by coroutine.close", function()
  local closed
  do
    local co = suspended(function() closed = true end)
    local _ <close> = closing(function() coroutine.close(co) end)
  end
  equal(closed, true)
end)

plain("the main chunk itself", function()
  raises("cannot close a running coroutine", coroutine.close, (coroutine.running()))
end)

test("a task's own thread cannot be closed, resumed or wrapped around", function()
  local thread = coroutine.running()
  raises("cannot close a running coroutine", coroutine.close, thread)
  equal({ coroutine.resume(thread) }, { false, "cannot resume non-suspended coroutine" })
end)

test("another task's thread cannot be resumed or closed while it waits", function()
  local thread
  local task = aio.create_task(async(function()
    thread = coroutine.running()
    return await(aio.sleep(1, "slept"))
  end)())
  await(aio.sleep(0))
  equal((coroutine.resume(thread)), false)
  raises("cannot close", coroutine.close, thread)
  equal(coroutine.status(thread) == "dead", false)
  equal(await(task), "slept")
end)

test("a thread that the script has seen is not used for another task", function()
  local threads = {}
  local function note() threads[#threads + 1] = coroutine.running() end
  await(aio.create_task(note))
  await(aio.create_task(note))
  equal(rawequal(threads[1], threads[2]), false)
  equal({ coroutine.status(threads[1]), coroutine.resume(threads[1]) },
    { "dead", false, "cannot resume dead coroutine" })
end)

test("closing a generator that has awaited before", function()
  local closed
  local co = coroutine.create(function()
    local _ <close> = closing(function() closed = true end)
    await(aio.sleep(1))
    coroutine.yield(1)
  end)
  equal({ coroutine.resume(co) }, { true, 1 })
  equal({ coroutine.close(co), closed }, { true, true })
end)

check.finish()
