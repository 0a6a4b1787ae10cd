-- Where top-level statements begin and end, and which locals they declare.
local check = require "check"
require "prompt"
local statements = require "aio.repl.statements"

local plain, equal = check.plain, check.equal

local function parts(source)
  local all = {}
  for i, one in ipairs(statements.list(source)) do all[i] = source:sub(one.first, one.last) end
  return all
end

local function is_split(expected)
  assert(load(table.concat(expected, " "))) -- a test of valid Lua
  equal(parts(table.concat(expected, " ")), expected)
  equal(parts(table.concat(expected, ";\n")), expected)
end

plain("statements without a separator", function()
  is_split { "local a = 1", "local b <const>, c = a, f 'x'", "b.c.d = 5", "f(x)", "return a" }
  is_split { "local x <close>", "y = 1" }
  is_split { "local function f(a, b) if a then return end end", "function t.a.b:c() end", "f{}" }
  is_split { "while a do local b = 1 end", "for i = 1, 2 do x = i end", "for k, v in pairs {} do end" }
  is_split { "repeat local x = f() until x", "if a then b() elseif c then d() else e() end", "do local q end" }
  is_split { "::top::", "x = function() return function() end end", "goto top" }
  is_split { "local s = [[a\nb]]", "s = s .. 'x' .. #s", "t[1], t[2] = (f)(1), -2" }
  is_split { "a = not b", "c = {function() end, x = do_it()}", "d = ...", "e = nil", "f()" }
end)

plain("an open parenthesis goes on with the call", function()
  equal(parts "f\n(g or h)()", { "f\n(g or h)()" })
  equal(parts "f;(g or h)()", { "f", "(g or h)()" })
end)

local function declared(source)
  local all = {}
  for _, one in ipairs(statements.list(source)) do
    for _, name in ipairs(one.names or {}) do all[#all + 1] = name.name .. (name.attribute or "") end
  end
  return all
end

plain("only top-level locals are declared", function()
  equal(declared "local a, b <const>, c <close> = 1, 2 do local d end local function e() local f end",
    { "a", "bconst", "cclose", "e" })
  equal(declared "x = function() local y end", {})
  equal(declared "for i = 1, 2 do local z end", {})
end)

check.finish()
