-- Lua's lexical grammar, for what the compiler does not tell: where the statements of an input
-- begin and end, what stands before the cursor, where on its line an error is. Takes any text.
local M = {}

local find, sub, byte = string.find, string.sub, string.byte

M.keywords = {}
for word in ([[and break do else elseif end false for function goto if in local nil not or repeat
  return then true until while]]):gmatch "%a+" do
  M.keywords[word] = true
end

local operators = { -- the longest first
  "...", "<<", ">>", "//", "==", "~=", "<=", ">=", "::", "..",
}

local function long_bracket(text, at)
  local _, open, level = find(text, "^%[(=*)%[", at)
  if not open then return nil end
  local _, close = find(text, "]" .. level .. "]", open + 1, true)
  return close or #text, close == nil
end

local function comment(text, at)
  local close, unfinished = long_bracket(text, at + 2)
  if close then return "comment", close, unfinished end
  local newline = find(text, "\n", at, true)
  -- A comment that the cursor stands in is not at its end either.
  return "comment", (newline or #text + 1) - 1, newline == nil
end

local function quoted(text, at)
  local quote, i = byte(text, at), at + 1
  while i <= #text do
    local character = byte(text, i)
    if character == quote then return "string", i, false end
    if character == 10 then return "string", i - 1, true end
    if character == 92 then -- a backslash takes the next character with it, "\z" all white space
      local _, space = find(text, "^z%s*", i + 1)
      i = space or i + 1
    end
    i = i + 1
  end
  return "string", #text, true
end

local function number(text, at)
  local _, last = find(text, "^0[xX][%x%.]*", at)
  if last then
    local _, exponent = find(text, "^[pP][+-]?%d*", last + 1)
    return "number", exponent or last
  end
  _, last = find(text, "^%.?%d[%d%.]*", at)
  local _, exponent = find(text, "^[eE][+-]?%d*", last + 1)
  _, last = find(text, "^[%w_%.]*", (exponent or last) + 1)
  return "number", last
end

local function operator(text, at)
  for _, one in ipairs(operators) do
    if sub(text, at, at + #one - 1) == one then return "operator", at + #one - 1 end
  end
  return "operator", at
end

-- kind, last byte, whether it is unfinished
local function read(text, at)
  local _, last = find(text, "^[%a_][%w_]*", at)
  if last then
    return M.keywords[sub(text, at, last)] and "keyword" or "name", last
  elseif find(text, "^%-%-", at) then
    return comment(text, at)
  elseif find(text, "^[\"']", at) then
    return quoted(text, at)
  elseif find(text, "^%.?%d", at) then
    return number(text, at)
  end
  local close, unfinished = long_bracket(text, at)
  if close then return "string", close, unfinished end
  return operator(text, at)
end

--- tokens(text) → array of {kind=, text=, first=, last=, unfinished=}; kinds are name, keyword,
--- number, string, operator and comment; first and last are byte positions.
function M.tokens(text)
  local tokens, at = {}, find(text, "%S")
  while at do
    local kind, last, unfinished = read(text, at)
    tokens[#tokens + 1] =
      { kind = kind, text = sub(text, at, last), first = at, last = last, unfinished = unfinished }
    at = find(text, "%S", last + 1)
  end
  return tokens
end

--- code(text) → the same without comments
function M.code(text)
  local code = {}
  for _, token in ipairs(M.tokens(text)) do
    if token.kind ~= "comment" then code[#code + 1] = token end
  end
  return code
end

--- is_name(text) → whether it can be written as t.name
function M.is_name(text)
  return find(text, "^[%a_][%w_]*$") ~= nil and not M.keywords[text]
end

return M
