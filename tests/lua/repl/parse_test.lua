-- Inputs: values, locals that live on, incompleteness, and where errors are.
local check = require "check"
require "prompt"
local parse = require "aio.repl.parse"

local plain, equal = check.plain, check.equal

local function new_session()
  return { variables = {}, globals = setmetatable({}, { __index = _G }) }
end

-- Runs inputs one after another; returns the values of the last.
local function run(inputs, session)
  session = session or new_session()
  local values
  for _, input in ipairs(inputs) do
    local chunk, what, message = parse.parse(session, input, "=stdin")
    values = table.pack(assert(chunk, what and what .. ": " .. tostring(message))())
  end
  return table.unpack(values, 1, values.n)
end

local function is_result(inputs, ...)
  equal(table.pack(run(inputs)), table.pack(...))
end

plain("expressions, all their values", function()
  is_result({ "1 + 1" }, 2)
  is_result({ "1, nil, 'x'" }, 1, nil, "x")
  is_result({ "=7" }, 7)
  is_result({ "  = 7, 8 " }, 7, 8)
  is_result({ "nil" }, nil)
  is_result({ "-- nothing" })
  is_result({ "5 -- five" }, 5)
end)

plain("the last statement's value", function()
  is_result({ "x = 5; x" }, 5)
  is_result({ "local f = function() return 1, 2 end\nf()" }, 1, 2)
  is_result({ "local a = 3 return a" }, 3)
  is_result({ "x = 1" })
  is_result({ "do return 4 end" }, 4)
end)

plain("locals live on", function()
  is_result({ "local a, b = 1, 2", "a + b" }, 3)
  is_result({ "local a = 1", "a = a + 1", "a" }, 2)
  is_result({ "local function f(n) return n == 0 and 'end' or f(n - 1) end", "f(3)" }, "end")
  is_result({ "local x = 5 local y = x + 1", "return x, y" }, 5, 6)
end)

plain("a function and later inputs see one variable", function()
  is_result({ "local a = 1 function get() return a end", "a = 7", "get()" }, 7)
  is_result({ "local a = 1", "function get() return a end", "a = 7", "get()" }, 7)
  is_result({ "local a = 1", "function set(v) a = v end", "set(9)", "a" }, 9)
  is_result({ "local a = 1 function set(v) a = v end", "set(9) a" }, 9)
end)

plain("declaring anew makes a new variable", function()
  is_result({ "local a = 1", "function get() return a end", "local a = a + 1", "get(), a" }, 1, 2)
end)

plain("attributes", function()
  local session = new_session()
  run({ "local k <const> = 5 local t <const> = {}" }, session)
  equal(run({ "k + #t" }, session), 5)
  local chunk, what, message = parse.parse(session, "k = 6", "=stdin")
  equal({ chunk, what, message }, { nil, "wrong", "stdin:1: attempt to assign to const variable 'k'" })
  local closed = 0
  session.globals.closing = function() return setmetatable({}, { __close = function() closed = closed + 1 end }) end
  run({ "local c <close> = closing()" }, session)
  equal({ closed, type(run({ "c" }, session)) }, { 1, "table" })
end)

plain("locals of blocks, loops and functions do not", function()
  is_result({ "do local a = 1 end", "a" }, nil)
  is_result({ "for i = 1, 2 do end", "i" }, nil)
  is_result({ "local function f() local q = 1 end f()", "q" }, nil)
end)

plain("an error loses nothing that was declared before it", function()
  local session = new_session()
  local chunk = parse.parse(session, "local a = 1 local b = a + 1 a = 10 error 'x' local c = 3", "=stdin")
  equal(pcall(chunk), false)
  equal(table.pack(run({ "a, b, c" }, session)), table.pack(10, 2, nil))
end)

plain("_ and _ENV do not stick", function()
  is_result({ "local _ = 5", "_" }, nil)
  is_result({ "local _ENV = {}", "type" }, type)
end)

plain("many locals", function()
  local session = new_session()
  for i = 1, 400 do run({ ("local v%d = %d"):format(i, i) }, session) end
  equal(run({ "v1 + v400" }, session), 401)
end)

plain("more is needed", function()
  for _, text in ipairs { "for i = 1, 2 do", "f(", "x =", "local t = {", "[[abc", "--[[ abc", "5 +", "function f()",
    "if x then", "f(function()", "return", "local x" } do
    local _, what = parse.parse(new_session(), text, "=stdin")
    local complete = text == "return" or text == "local x"
    equal({ text, what }, { text, not complete and "incomplete" or nil })
  end
end)

local function place(text)
  local _, what, message, at = parse.parse(new_session(), text, "=stdin")
  return what, message, at and text:sub(at):match "^%S+"
end

plain("where it is wrong", function()
  equal({ place "local x = = 2" }, { "wrong", "stdin:1: unexpected symbol near '='", "=" })
  equal({ place "1 + * 2" }, { "wrong", "stdin:1: unexpected symbol near '*'", "*" })
  equal({ place "x = 1\ny = )" }, { "wrong", "stdin:2: unexpected symbol near ')'", ")" })
  equal({ place "print 'a\n'" }, { "wrong", "stdin:1: unfinished string near ''a'", "'a" })
  equal({ place "goto nowhere" }, { "wrong", "stdin:1: no visible label 'nowhere' for <goto> at line 1", "nowhere" })
  equal({ place "break" }, { "wrong", "stdin:1: break outside loop at line 1", "break" })
  equal({ place "end" }, { "wrong", "stdin:1: <eof> expected near 'end'", "end" })
  equal({ place "x = 0x" }, { "wrong", "stdin:1: malformed number near '0x'", "0x" })
end)

check.finish()
