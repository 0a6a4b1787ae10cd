-- The history file: whole inputs, shared, bounded; one warning when it cannot be written.
local check = require "check"
require "prompt"
local history = require "aio.repl.history"

local plain, equal = check.plain, check.equal

local function environment(values) return function(name) return values[name] end end

local function with_file(f)
  local path = os.tmpname()
  local ok, err = pcall(f, path)
  os.remove(path)
  if not ok then error(err, 0) end
end

local function append(path, text)
  local file <close> = assert(io.open(path, "a"))
  file:write(text)
  return true
end

local function open(path, warnings)
  return history.open(path, { append = append, warn = function(message) warnings[#warnings + 1] = message end })
end

local function loaded(path)
  local inputs, warnings = {}, {}
  open(path, warnings):load(function(input) inputs[#inputs + 1] = input end)
  return inputs, warnings
end

plain("where it is", function()
  equal(history.path(environment { XDG_STATE_HOME = "/state", HOME = "/somewhere" }), "/state/aio/history")
  equal(history.path(environment { HOME = "/somewhere" }), "/somewhere/.local/state/aio/history")
  equal(history.path(environment { XDG_STATE_HOME = "relative", HOME = "/h" }), "/h/.local/state/aio/history")
  equal(history.path(environment {}), nil)
end)

plain("whole inputs come back as they were", function()
  with_file(function(path)
    local warnings, inputs = {}, { "x = 1", "for i = 1, 2 do\n  print '\\n'\nend", "back\\slash\\" }
    local file = open(path, warnings)
    for _, input in ipairs(inputs) do equal(file:add(input), true) end
    equal({ loaded(path) }, { inputs, {} })
    equal(warnings, {})
  end)
end)

plain("what was entered just before is not added again", function()
  with_file(function(path)
    local file = open(path, {})
    equal({ file:add "a", file:add "a", file:add "b", file:add "a" }, { true, false, true, true })
    equal(loaded(path), { "a", "b", "a" })
  end)
end)

plain("a long file is shortened", function()
  with_file(function(path)
    local lines = {}
    for i = 1, 20001 do lines[i] = "x = " .. i end
    append(path, table.concat(lines, "\n") .. "\n")
    local inputs = loaded(path)
    equal({ #inputs, inputs[1], inputs[#inputs] }, { 10000, "x = 10002", "x = 20001" })
    equal(#(loaded(path)), 10000)
    local file <close> = assert(io.open(path))
    equal(select(2, file:read("a"):gsub("\n", "")), 10000)
  end)
end)

plain("no file yet is no problem", function()
  equal({ loaded "/nonexistent/folder/history" }, { {}, {} })
end)

plain("one warning when it cannot be written, and the session goes on", function()
  local warnings = {}
  local file = history.open("/some/history", {
    append = function() return nil, "Permission denied" end,
    warn = function(message) warnings[#warnings + 1] = message end,
  })
  equal({ file:add "a", file:add "b" }, { true, true })
  equal(warnings, { "the history of this session will not be saved: /some/history: Permission denied" })
end)

plain("no home: a warning as well", function()
  local warnings = {}
  local file = open(nil, warnings)
  file:load(error)
  equal({ file:add "a", #warnings }, { true, 1 })
end)

check.finish()
