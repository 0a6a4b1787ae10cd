-- Any Lua value can be an error, and reaches the catcher unchanged through every kind of await.
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local values = {
  string = "text", integer = 42, float = 1.5, ["true"] = true, ["false"] = false, table = { 1 }, ["function"] = print,
  thread = coroutine.create(print), userdata = io.stdout, error_object = aio.TimeoutError("slow"),
}

local ways = {
  ["an async function"] = function(fail) return fail() end,
  ["a task"] = function(fail) return aio.create_task(fail()) end,
  ["a task that has waited"] = function(fail)
    return aio.create_task(async(function()
      await(aio.sleep(1))
      return await(fail())
    end)())
  end,
  ["a gather"] = function(fail) return aio.gather(fail()) end,
  ["a task in a task"] = function(fail)
    return aio.create_task(async(function() await(aio.create_task(fail())) end)())
  end,
  ["a generator"] = function(fail)
    return async(function() coroutine.wrap(function() await(fail()) end)() end)()
  end,
  ["__await"] = function(fail) return setmetatable({}, { __await = function() await(fail()) end }) end,
}

for way, make in pairs(ways) do
  test("through " .. way, function()
    for kind, value in pairs(values) do
      local ok, err = pcall(await, make(async(function() error(value, 0) end)))
      equal(ok, false)
      if not (kind == "string" and way == "a generator") then identical(err, value) end
    end
    equal(table.pack(pcall(await, make(async(function() error() end)))), { false, nil, n = 2 })
  end)
end

plain("aio.run raises what main raised", function()
  for _, value in pairs(values) do
    local ok, err = pcall(aio.run, async(function() error(value, 0) end)())
    equal(ok, false)
    identical(err, value)
  end
end)

plain("error classes make errors", function()
  for _, name in ipairs { "CancelledError", "TimeoutError", "InvalidStateError", "QueueEmpty", "QueueFull",
    "QueueShutDown", "BrokenBarrierError", "DeadlockError", "OSError", "IncompleteReadError", "LimitOverrunError",
    "BrokenProcessPool" } do
    local err = aio[name]("what happened")
    equal({ err.name, err.message, tostring(err) }, { name, "what happened", name .. ": what happened" })
    check.matches(err.traceback, "^stack traceback:\n\t[^\n]*values_test%.lua:%d+:")
    equal(tostring(aio[name]()), name)
    equal(aio[name]().message, nil)
    equal(aio.isinstance(err, aio[name]), true)
  end
end)

plain("isinstance", function()
  local err = aio.TimeoutError("slow")
  equal({ aio.isinstance(err, aio.TimeoutError), aio.isinstance(err, aio.CancelledError) }, { true, false })
  for _, value in ipairs { 5, "x", {}, print, setmetatable({}, {}) } do
    equal(aio.isinstance(value, aio.TimeoutError), false)
  end
  raises("error class expected", function() aio.isinstance(err, "TimeoutError") end)
end)

plain("fields of its own, and a cause", function()
  local err = aio.OSError { message = "refused", code = "ECONNREFUSED", errno = 111, operation = "connect" }
  equal({ err.message, err.code, err.errno, err.operation }, { "refused", "ECONNREFUSED", 111, "connect" })
  local cause = aio.TimeoutError("slow")
  err.cause = cause
  identical(err.cause, cause)
end)

plain("the message may be any value", function()
  equal(tostring(aio.TimeoutError(5)), "TimeoutError: 5")
  equal(tostring(aio.TimeoutError("")), "TimeoutError")
  local object = setmetatable({}, { __tostring = function() return "object" end })
  equal(tostring(aio.TimeoutError(object)), "TimeoutError: object")
end)

test("the traceback of an error object is where it was made, with who awaited it", function()
  local function deep() error(aio.TimeoutError("slow"), 0) end
  local task = aio.create_task(async(function() deep() end)())
  local _, err = pcall(await, task)
  check.matches(err.traceback, "^stack traceback:\n\t[^\n]*values_test.lua:%d+: in [^\n]*deep")
end)

test("pcall and xpcall as Lua's", function()
  equal(table.pack(pcall(function(...) return ... end, 1, nil)), { true, 1, nil, n = 3 })
  equal({ pcall(error, "x", 0) }, { false, "x" })
  equal({ xpcall(error, function(err) return err .. "!" end, "x", 0) }, { false, "x!" })
  equal(table.pack(xpcall(function(...) return ... end, print, 1, nil)), { true, 1, nil, n = 3 })
end)

check.finish()
