-- The top-level statements of an input, and the locals that they declare. The input is valid Lua
-- (the compiler has said so), which makes this easy: inside of an expression two operands never
-- follow each other, so a name or keyword behind one begins the next statement.
local lexer = require "aio.repl.lexer"

local M = {}

local function set(words)
  local all = {}
  for word in words:gmatch "%S+" do all[word] = true end
  return all
end

local begins_statement = set "local if while do for repeat function return break goto ::"
local ends_operand = set "end true false nil break ... ) ] }"
local opens = set "function do if repeat ( { ["
local closes = set "end until ) } ]"

local function is_symbol(token) return token.kind == "keyword" or token.kind == "operator" end

local function is_operand_end(token)
  if is_symbol(token) then return ends_operand[token.text] == true end
  return true
end

local function can_begin(token)
  if is_symbol(token) then return begins_statement[token.text] == true end
  return token.kind == "name"
end

-- The names of `local a <const>, b`, each with its attribute; returns the place of the last token.
local function attributed_names(tokens, at)
  local names = {}
  repeat
    local name = { name = tokens[at].text }
    names[#names + 1] = name
    if tokens[at + 1] and tokens[at + 1].text == "<" then
      name.attribute = tokens[at + 2].text
      at = at + 3
    end
    local more = tokens[at + 1] and tokens[at + 1].text == ","
    if more then at = at + 2 end
  until not more
  return names, at
end

-- How a statement begins: its last token that needs a look of its own, and what it declares.
local function head(tokens, first)
  local second = tokens[first + 1]
  if tokens[first].text == "::" then return first + 2 end
  if tokens[first].text ~= "local" or not second then return first end
  if second.text == "function" then return first, { { name = tokens[first + 2].text } } end
  local names, at = attributed_names(tokens, first + 1)
  return at, names
end

local function depth_change(token)
  if not is_symbol(token) then return 0 end
  return opens[token.text] and 1 or closes[token.text] and -1 or 0
end

-- The place of the last token of the statement that begins at `first`, and what it declares.
local function last_of(tokens, first)
  local at, names = head(tokens, first)
  local depth = at == first and depth_change(tokens[first]) or 0
  local complete = at > first -- what the head says is an operand already
  local awaits_do = tokens[first].text == "while" or tokens[first].text == "for"
  while tokens[at + 1] do
    local next_token = tokens[at + 1]
    if depth == 0 then
      local is_own_do = awaits_do and next_token.text == "do"
      awaits_do = awaits_do and not is_own_do
      local operand = complete or is_operand_end(tokens[at])
      if next_token.text == ";" or operand and not is_own_do and can_begin(next_token) then break end
    end
    at, complete = at + 1, false
    depth = depth + depth_change(next_token)
  end
  return at, names
end

--- list(text) → array of {first=, last=, names=}: the byte positions of each top-level statement,
--- and for `local` an array of {name=, attribute=}
function M.list(text)
  local tokens, statements, at = lexer.code(text), {}, 1
  while tokens[at] do
    if tokens[at].text == ";" then
      at = at + 1
    else
      local last, names = last_of(tokens, at)
      statements[#statements + 1] =
        { first = tokens[at].first, last = tokens[math.min(last, #tokens)].last, names = names }
      at = last + 1
    end
  end
  return statements
end

return M
