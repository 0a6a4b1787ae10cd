-- Values as the prompt prints them.
local check = require "check"
require "prompt"
local inspect = require("aio.repl.inspect").inspect

local plain, equal, matches = check.plain, check.equal, check.matches

local wide = { columns = 10000 }

local function shows(value, text, options) equal(inspect(value, options), text) end

plain("simple values", function()
  shows(nil, "nil")
  shows(true, "true")
  shows(print, "<function print>")
  shows(string.format, "<function string.format>")
  shows(aio.sleep, "<function aio.sleep>")
  shows(coroutine.create(print), "<thread, suspended>")
  matches(inspect(function() end), "^<function .*inspect_test.lua:%d+>$")
end)

plain("numbers can be read again", function()
  for _, number in ipairs { 0, 1, -1, 1.0, 0.1, 1 / 3, 1e100, 2 ^ 53, 1e15, 1e16, 123456789012345678, math.maxinteger,
    math.mininteger, math.pi, 5e-324, math.huge, -math.huge, -0.0 } do
    local again = load("return " .. inspect(number))()
    equal({ again, math.type(again) }, { number, math.type(number) })
  end
  shows(0 / 0, "nan")
  shows(0.1, "0.1")
  shows(100.0, "100.0")
end)

plain("strings can be read again", function()
  for _, text in ipairs { "", "plain", 'a "quoted" \\ one', "tab\tline\nend\r", "\0001", "\127\1", "é漢字",
    "bad \xff\xc3",
    "\xe2\x80\xae turned", "\u{200B}", "\xed\xa0\x80" } do
    equal(load("return " .. inspect(text))(), text)
  end
  shows("é漢字 \n", [["é漢字 \n"]])
  shows("\27[31mred", [["\x1B[31mred"]])
  shows("\u{202E}", [["\u{202E}"]])
end)

plain("tables: the array, then keys in order", function()
  shows({}, "{}")
  shows({ 1, "two", { 3 } }, '{ 1, "two", { 3 } }')
  shows({ b = 1, a = 2, [10] = 3, [1.5] = 4, [true] = 5, ["not a name"] = 6, ["end"] = 7 },
    '{ [1.5] = 4, [10] = 3, a = 2, b = 1, ["end"] = 7, ["not a name"] = 6, [true] = 5 }', wide)
  shows({ 1, nil, 3, n = 3 }, "{ 1, nil, 3, n = 3 }")
end)

plain("what does not fit stands below each other", function()
  shows({ first = "xxxxxxxxxx", second = { 1, 2 }, third = true },
    '{\n  first = "xxxxxxxxxx",\n  second = { 1, 2 },\n  third = true\n}', { columns = 30 })
end)

plain("cycles are told by their path", function()
  local t = { name = "t", list = { {} } }
  t.self = t
  t.list[1].up = t.list
  shows(t, '{ list = { { up = <cycle: _.list> } }, name = "t", self = <cycle: _> }')
  local shared = { 1 }
  shows({ shared, shared }, "{ { 1 }, { 1 } }")
end)

plain("long ones are cut with a count", function()
  local long = {}
  for i = 1, 250 do long[i] = 0 end
  matches(inspect(long, wide), "0, %.%.%. 150 more }$")
  local deep = {}
  for _ = 1, 20 do deep = { deep } end
  matches(inspect(deep), "%.%.%. 1 entries")
  matches(inspect(("x"):rep(20000)), '^"x+"%.%.%. 10000 more bytes$')
  local bush = {}
  for _ = 1, 40 do bush = { bush, bush } end
  equal(#inspect(bush) < 1e6, true)
end)

plain("objects say what they are", function()
  shows(setmetatable({ x = 1 }, { __name = "Point" }), "Point { x = 1 }")
  shows(setmetatable({}, { __tostring = function() return "<my thing>" end }), "<my thing>")
  shows(setmetatable({}, { __tostring = error }), "{} (error in __tostring)")
  shows(setmetatable({}, { __tostring = function() return 5 end }), "{} (__tostring returned no string)")
  shows(setmetatable({}, { __tostring = function() return "\27[2J" end }), "\\x1B[2J")
  shows(aio.TimeoutError "slow", "TimeoutError: slow")
  matches(inspect(io.stdout), "^file %(0x")
end)

plain("nothing else of the script's runs", function()
  local function never() error "ran" end
  local guard = setmetatable({ 1, a = 2 }, { __index = never, __pairs = never, __len = never, __eq = never,
    __lt = never, __concat = never })
  shows(guard, "{ 1, a = 2 }")
end)

check.test("tasks and coroutine objects", function()
  local task = aio.create_task(async(function() await(aio.sleep(1)) end)(), { name = "napper" })
  shows(task, "<Task pending name='napper'>")
  await(task)
  shows({ task }, "{ <Task finished name='napper'> }")
end)

check.finish()
