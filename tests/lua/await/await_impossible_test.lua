-- Where an await is not possible the error names what is in the way.
local check = require "check"
local test, plain, equal, raises, matches = check.test, check.plain, check.equal, check.raises, check.matches

local function nap() return await(aio.sleep(1)) end

local function never_awaits(f, pattern)
  raises(pattern, f)
  equal(check.take_never_awaited(), {}, "the refused object is not warned of")
  await(aio.sleep(0))
end

test("table.sort", function()
  never_awaits(function() table.sort({ 3, 2, 1 }, nap) end, "cannot await inside a table.sort comparator$")
  local sort = table.sort
  never_awaits(function() sort({ 3, 2, 1 }, nap) end, "cannot await inside a table.sort comparator$")
  local values = { setmetatable({}, { __lt = nap }), setmetatable({}, { __lt = nap }) }
  never_awaits(function() table.sort(values) end, "cannot await inside a table.sort comparator$")
end)

test("string.gsub", function()
  never_awaits(function() return ("abc"):gsub("b", nap) end, "cannot await inside string.gsub$")
  local gsub = string.gsub
  never_awaits(function() return gsub("abc", "b", nap) end, "cannot await inside string.gsub$")
end)

test("__tostring", function()
  local value = setmetatable({}, { __tostring = nap })
  never_awaits(function() return tostring(value) end, "cannot await inside a __tostring metamethod$")
  never_awaits(function() print(value) end, "cannot await inside a __tostring metamethod$")
  never_awaits(function() return ("%s"):format(value) end, "cannot await inside a __tostring metamethod$")
end)

test("other C functions, by their names", function()
  never_awaits(function() assert(load(nap)) end, "cannot await inside load$")
  local proxy = setmetatable({}, { __index = nap, __len = function() return 3 end })
  never_awaits(function() return table.concat(proxy) end, "cannot await inside table.concat$")
  never_awaits(function() return table.unpack(proxy) end, "cannot await inside table.unpack$")
  never_awaits(function() return table.move(proxy, 1, 3, 1, {}) end, "cannot await inside table.move$")
end)

test("__gc", function()
  local caught
  setmetatable({}, { __gc = function() caught = select(2, pcall(nap)) end })
  collectgarbage()
  matches(caught, "cannot await inside a __gc metamethod$")
end)

test("the innermost obstacle counts, not pcall or a generator", function()
  local function compare() return pcall(error) or select(2, assert(pcall(nap))) end
  never_awaits(function() table.sort({ 2, 1 }, compare) end, "cannot await inside a table.sort comparator")
  local function generate() return coroutine.wrap(nap)() end
  raises("cannot await inside", function() table.sort({ 2, 1 }, generate) end)
end)

test("a message handler of xpcall", function()
  local ok, err = xpcall(error, function() return select(2, pcall(nap)) end, "x")
  equal(ok, false)
  matches(err, "cannot await inside")
end)

test("the task can go on after it", function()
  raises("cannot await", function() table.sort({ 2, 1 }, nap) end)
  equal(await(aio.sleep(1, "fine")), "fine")
end)

test("callbacks of the loop are no tasks", function()
  local loop, caught = aio.get_running_loop(), {}
  loop:call_soon(function() caught[1] = select(2, pcall(nap)) end)
  local future = loop:create_future()
  future:add_done_callback(function() caught[2] = select(2, pcall(nap)) end)
  future:set_result()
  await(aio.sleep(0))
  await(aio.sleep(0))
  matches(caught[1], "cannot await outside a task %(use aio%.run%)$")
  matches(caught[2], "cannot await outside a task %(use aio%.run%)$")
end)

plain("inside of what a script's own chunk calls", function()
  local output = check.script [[
    local function nap() await(aio.sleep(1)) end
    print(pcall(table.sort, { 2, 1 }, nap))
    print(pcall(string.gsub, "x", "x", nap))
    await(aio.sleep(1))
    print "went on"
  ]]
  equal(output, "false\tscript:1: cannot await inside a table.sort comparator\n"
    .. "false\tscript:1: cannot await inside string.gsub\nwent on\n")
end)

plain("outside of any task", function()
  local _, errors, status = check.script [[
    local f = async(function() await(aio.sleep(1)) end)
    aio.run(f())
    local loop = aio.new_event_loop()
    loop:call_soon(function() loop:stop() await(aio.sleep(1)) end)
    loop:run_forever()
    loop:close()
  ]]
  matches(errors, "cannot await outside a task %(use aio%.run%)")
  equal(status, 0)
end)

check.finish()
