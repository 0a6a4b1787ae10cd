-- Locals that outlive their input. An input is compiled as a function whose free names are
-- upvalues, joined to the variables that earlier inputs have declared; behind each top-level
-- `local` a call is put in that hands us a closure over the new ones. So they are the same
-- variables that the input's own functions see, and what was declared before an error is there.
local lexer = require "aio.repl.lexer"
local statements = require "aio.repl.statements"

local M = {}

local keep_name = "__aio_keep"
-- Not kept: what is declared to be ignored, and a changed environment would hide all globals.
local is_passing = { _ = true, _ENV = true }

-- A variable is {closure=, index=, attribute=}: the upvalue of a closure.
local function variables_of(closure)
  local found = {}
  for index = 1, 255 do
    local name = debug.getupvalue(closure, index)
    if name == nil then break end
    found[name] = index
  end
  return found
end

-- A compile-time constant is no variable: it gets one.
local function box(value)
  return { closure = function() return value end, index = 1 }
end

local function keeper(session, declared)
  return function(number, capture)
    local found = variables_of(capture)
    local values = table.pack(capture())
    for place, one in ipairs(declared[number]) do
      local variable = found[one.name] and { closure = capture, index = found[one.name] } or box(values[place])
      variable.attribute = one.attribute
      if not is_passing[one.name] then session.variables[one.name] = variable end
    end
  end
end

local function names_of(declared)
  local names = {}
  for i, one in ipairs(declared) do names[i] = is_passing[one.name] and "nil" or one.name end
  return table.concat(names, ", ")
end

--- keeping(text, returns_last) → the text with a call behind each top-level `local`, and a "return"
--- before its last statement if wanted; what it declares
function M.keeping(text, returns_last)
  local parts, declared, at = {}, {}, 1
  local list = statements.list(text)
  for number, statement in ipairs(list) do
    parts[#parts + 1] = text:sub(at, statement.first - 1)
    if returns_last and number == #list then parts[#parts + 1] = "return " end
    parts[#parts + 1] = text:sub(statement.first, statement.last)
    at = statement.last + 1
    if statement.names then
      declared[#declared + 1] = statement.names
      parts[#parts + 1] =
        (" %s(%d, function() return %s end)"):format(keep_name, #declared, names_of(statement.names))
    end
  end
  parts[#parts + 1] = text:sub(at)
  return table.concat(parts), declared
end

-- "local __aio_keep, a, b <const> = ...": those of the session's variables that the text names.
local function prologue(session, text)
  local names, seen = { keep_name }, {}
  for _, token in ipairs(lexer.code(text)) do
    local variable = token.kind == "name" and session.variables[token.text]
    if variable and not seen[token.text] then
      seen[token.text] = true
      names[#names + 1] = token.text .. (variable.attribute and " <const>" or "")
    end
  end
  return "local " .. table.concat(names, ", ") .. " = ...; "
end

-- A function with a variable to close makes no tail calls: the input stays in tracebacks.
local opening = "return function(...) local __aio_frame <close> = nil "

--- compile(session, body, declared, chunk_name) → function | nil, message. The body is what
--- `keeping` has made; on its first line everything that is put before it.
function M.compile(session, body, declared, chunk_name)
  local source = prologue(session, body) .. opening .. body .. "\nend"
  local wrapper, message = load(source, chunk_name, "t", session.globals)
  if not wrapper then return nil, message end
  local run = wrapper()
  local kept = box(keeper(session, declared))
  for name, index in pairs(variables_of(run)) do
    local variable = name == keep_name and kept or session.variables[name]
    if variable then debug.upvaluejoin(run, index, variable.closure, variable.index) end
  end
  return run
end

--- value(session, name) → whether there is such a local, its value
function M.value(session, name)
  local variable = session.variables[name]
  if not variable then return false end
  local _, value = debug.getupvalue(variable.closure, variable.index)
  return true, value
end

return M
