-- From text to a function: as an expression, as statements whose last one has a value, or as
-- statements; or the news that more is needed; or what is wrong, and where.
local lexer = require "aio.repl.lexer"
local locals = require "aio.repl.locals"

local M = {}

local function is_incomplete(message) return message:sub(-5) == "<eof>" end

-- The first byte that the compiler could not take: it gives the same message for the text up to
-- there as for all of it.
local function locate(text, message, chunk_name)
  local tokens = lexer.code(text)
  local low, high = 1, #tokens
  local function fails(count)
    local last = tokens[count + 1] and tokens[count + 1].first - 1 or #text
    local _, found = load(text:sub(1, last), chunk_name, "t")
    return found == message
  end
  if high == 0 or not fails(high) then return nil end
  while low < high do
    local middle = (low + high) // 2
    if fails(middle) then high = middle else low = middle + 1 end
  end
  return tokens[low].first
end

-- An input is tried in two ways; the one that came further tells better what is wrong.
local function complaint(text, as_expression, expression_error, statement_error, chunk_name)
  local offset = #as_expression - #text
  local in_expression = locate(as_expression, expression_error, chunk_name)
  local in_statement = locate(text, statement_error, chunk_name)
  if in_expression and in_expression - offset > (in_statement or #text) then
    return expression_error, in_expression - offset
  end
  return statement_error, in_statement
end

local function compile(session, text, returns_last, chunk_name)
  local body, declared = locals.keeping(text, returns_last)
  return locals.compile(session, body, declared, chunk_name)
end

-- With the value of the last statement, if that is an expression.
local function compile_statements(session, text, chunk_name, is_valid)
  local returning = locals.keeping(text, true)
  if load(returning, chunk_name, "t") then return compile(session, text, true, chunk_name) end
  if is_valid then return compile(session, text, false, chunk_name) end
end

--- parse(session, text, chunk_name) → function | nil, "incomplete", message | nil, "wrong", message,
--- the byte position of what is wrong or nil
function M.parse(session, text, chunk_name)
  text = text:gsub("^(%s*)=", "%1 ", 1) -- "=x" as in older Luas
  local as_expression = "return " .. text
  local expression, expression_error = load(as_expression, chunk_name, "t")
  local run, message
  if expression then
    run, message = locals.compile(session, as_expression, {}, chunk_name)
  else
    local statement, statement_error = load(text, chunk_name, "t")
    run, message = compile_statements(session, text, chunk_name, statement ~= nil)
    if not run and not message then
      if is_incomplete(statement_error) or is_incomplete(expression_error) then
        return nil, "incomplete", statement_error
      end
      return nil, "wrong", complaint(text, as_expression, expression_error, statement_error, chunk_name)
    end
  end
  if run then return run end
  return nil, "wrong", message
end

return M
