-- What the text before the cursor may go on with. Looks at values without running anything of the
-- script's: raw access, and __index only where it is a table.
local lexer = require "aio.repl.lexer"

local M = {}

local deepest_index = 10 -- of __index tables behind each other

-- ---- Members of values -----------------------------------------------------------------------------

local function metatable_of(value)
  local metatable = debug.getmetatable(value)
  return type(metatable) == "table" and metatable or nil
end

-- The tables in which Lua looks for a member of the value, in order. `names` and `methods` are what
-- aio's own objects offer in place of an __index function.
local function member_tables(value)
  local tables = {}
  for _ = 1, deepest_index do
    local metatable = metatable_of(value)
    if type(value) == "table" then tables[#tables + 1] = value end
    for _, field in ipairs { "names", "methods" } do
      local offered = metatable and type(rawget(metatable, "__index")) == "function" and rawget(metatable, field)
      if type(offered) == "table" then tables[#tables + 1] = offered end
    end
    value = metatable and rawget(metatable, "__index")
    if type(value) ~= "table" then break end
  end
  return tables
end

local function raw_member(value, key)
  for _, one in ipairs(member_tables(value)) do
    local member = rawget(one, key)
    if member ~= nil then return member end
  end
end

local function is_callable(value)
  local metatable = type(value) ~= "function" and metatable_of(value)
  return type(value) == "function" or metatable and rawget(metatable, "__call") ~= nil
end

-- ---- Candidates ------------------------------------------------------------------------------------

local function sorted_set()
  local list, known = {}, {}
  local function add(name)
    if known[name] then return end
    known[name] = true
    list[#list + 1] = name
  end
  return list, add
end

-- Names with "_" in front are private until one asks for them.
local function matches(name, beginning)
  if name:sub(1, #beginning) ~= beginning then return false end
  return beginning ~= "" or name:sub(1, 1) ~= "_"
end

local function members(value, beginning, only_methods)
  local list, add = sorted_set()
  for _, one in ipairs(member_tables(value)) do
    for key, member in next, one do
      local wanted = type(key) == "string" and lexer.is_name(key) and matches(key, beginning)
      if wanted and (not only_methods or is_callable(member)) then add(key) end
    end
  end
  table.sort(list)
  return list
end

local function names_in_scope(scope, beginning)
  local list, add = sorted_set()
  for keyword in pairs(lexer.keywords) do
    if beginning ~= "" and matches(keyword, beginning) then add(keyword) end
  end
  for name in pairs(scope.variables) do
    if matches(name, beginning) then add(name) end
  end
  for _, name in ipairs(members(scope.globals, beginning)) do add(name) end
  table.sort(list)
  return list
end

-- "dir/na" → those files in dir that begin with "na"
local function files(system, text)
  local folder, beginning = text:match "^(.*/)([^/]*)$"
  folder, beginning = folder or "", beginning or text
  local home = system.getenv "HOME"
  local place = folder == "" and "." or home and folder:gsub("^~/", home:gsub("%%", "%%%%") .. "/") or folder
  local list = {}
  for _, name in ipairs(system.list_folder(place)) do
    local visible = beginning ~= "" or name:sub(1, 1) ~= "."
    if visible and name:sub(1, #beginning) == beginning then list[#list + 1] = name end
  end
  table.sort(list)
  return list, #beginning
end

local function among(names, beginning)
  local list = {}
  for _, name in ipairs(names) do
    if name:sub(1, #beginning) == beginning then list[#list + 1] = name end
  end
  table.sort(list)
  return list
end

-- ---- The expression before the cursor --------------------------------------------------------------

local function constant_index(tokens, at)
  local key = tokens[at - 1]
  if tokens[at].text ~= "]" or not key or not tokens[at - 2] or tokens[at - 2].text ~= "[" then return nil end
  if key.kind == "number" then return tonumber(key.text) end
  if key.kind == "string" and key.text:find "^[\"']" and not key.text:find("\\", 1, true) then
    return key.text:sub(2, -2)
  end
end

local function first_value(scope, token)
  if token.kind == "string" then return "" end
  local is_local, value = scope.value_of_local(token.text)
  if is_local then return value end
  return raw_member(scope.globals, token.text)
end

-- The value of the chain of names that ends with token `at`: a.b["c"], or "text"; nil when unknown.
local function value_before(scope, tokens, at)
  local token = tokens[at]
  if not token then return nil end
  local index = constant_index(tokens, at)
  if index ~= nil then
    local base = value_before(scope, tokens, at - 3)
    return base ~= nil and raw_member(base, index) or nil
  end
  if token.text == ")" and tokens[at - 2] and tokens[at - 2].text == "(" then
    return tokens[at - 1].kind == "string" and "" or nil
  end
  if token.kind ~= "name" and token.kind ~= "string" then return nil end
  local dot = tokens[at - 1]
  if dot and (dot.text == "." or dot.text == ":") then
    local base = value_before(scope, tokens, at - 2)
    return base ~= nil and raw_member(base, token.text) or nil
  end
  return first_value(scope, token)
end

local function in_expression(scope, tokens, beginning)
  local last = tokens[#tokens]
  if not last or last.text ~= "." and last.text ~= ":" then
    return beginning ~= "" and names_in_scope(scope, beginning) or {}
  end
  local value = value_before(scope, tokens, #tokens - 1)
  return value ~= nil and members(value, beginning, last.text == ":") or {}
end

local function in_code(scope, text, size)
  local tokens = lexer.tokens(text)
  local last = tokens[#tokens]
  local touches = last and last.last == #text
  if touches and last.unfinished then
    if last.kind == "comment" or not last.text:find "^[\"']" then return size + 1, {} end
    local list, typed = files(scope.system, last.text:sub(2))
    return size - typed + 1, list
  end
  local beginning = ""
  if touches and (last.kind == "name" or last.kind == "keyword") then
    beginning = last.text
    tokens[#tokens] = nil
  elseif touches and last.kind == "number" then
    return size + 1, {}
  end
  return size - #beginning + 1, in_expression(scope, tokens, beginning)
end

-- ".help aio.ga": the last part of a topic
local function in_topic(scope, text, size)
  local beginning = text:match "[%w_]*$"
  local before = text:sub(1, #text - #beginning)
  local list, add = sorted_set()
  for _, topic in ipairs(scope.topics()) do
    local rest = topic:sub(1, #before) == before and topic:sub(#before + 1)
    local part = rest and rest:match "^[%w_]+"
    if part and matches(part, beginning) then add(part) end
  end
  table.sort(list)
  return size - #beginning + 1, list
end

local function in_command(scope, text)
  local size = #text
  local command, argument = text:match "^%s*(%.%a+)%s+(.*)$"
  if not command then
    local beginning = text:match "^%s*(%.%a*)$"
    return size - #beginning + 1, among(scope.commands, beginning)
  elseif command == ".load" then
    local list, typed = files(scope.system, argument)
    return size - typed + 1, list
  elseif command == ".help" then
    return in_topic(scope, argument, size)
  end
  return in_code(scope, argument, size)
end

--- complete(scope, text, earlier) → where in the text the word begins, array of what it may be.
--- `earlier`: the lines of the input before this one. scope: {globals=, variables=, value_of_local=,
--- commands=, topics=, system={list_folder=, getenv=}}
function M.complete(scope, text, earlier)
  local is_command = earlier == "" and (text:find "^%s*%.%a*$" or text:find "^%s*%.%a+%s")
  if is_command then return in_command(scope, text) end
  return in_code(scope, earlier .. text, #text)
end

return M
