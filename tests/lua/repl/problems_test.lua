-- How errors look: the line and the caret below it, also in long lines and narrow windows; short traces.
local check = require "check"
require "prompt"
local problems = require "aio.repl.problems"
local colour = require("aio.repl.colours").make(false)

local plain, equal = check.plain, check.equal

local function width(text) return utf8.len(text) or #text end

local function syntax(text, at, columns)
  local shown = problems.syntax("stdin:1: wrong", text, at, { colour = colour, columns = columns or 80, width = width })
  local lines = {}
  for line in (shown .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  return table.unpack(lines)
end

plain("the line and its place", function()
  equal({ syntax("local x = = 2", 11) }, { "stdin:1: wrong", "  local x = = 2", "            ^" })
  equal({ syntax("a = 1\nb = )\nc = 2", 11) }, { "stdin:1: wrong", "  b = )", "      ^" })
  equal({ syntax("\tx = = 2", 6) }, { "stdin:1: wrong", "   x = = 2", "       ^" })
end)

plain("no place: the line alone", function()
  equal({ syntax("goto x\ny = 1") }, { "stdin:1: wrong", "  goto x" })
end)

plain("a long line is cut around the place", function()
  local text = ("x"):rep(100) .. "=" .. ("y"):rep(100)
  local _, line, caret = syntax(text, 101, 32)
  equal(#line <= 32, true)
  equal(line:sub(#caret, #caret), "=")
  equal(line:sub(1, 5), "  ...")
  equal(line:sub(-3), "...")
end)

local function runtime(trace)
  return problems.runtime("stdin:1: boom", trace, "stdin", { colour = colour, columns = 80, width = width })
end

plain("no trace when the input itself is all there is", function()
  equal(runtime(nil), "stdin:1: boom")
  equal(runtime "stack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in function <stdin:1>", "stdin:1: boom")
end)

plain("functions on the way, the input last", function()
  equal(runtime("stack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in local 'f'\n"
    .. "\tstdin:1: in function <stdin:1>"),
    "stdin:1: boom\n    stdin:1: in local 'f'\n    stdin:1: in the input")
end)

check.finish()
