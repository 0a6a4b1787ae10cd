-- Values as people read them: what Lua could read again where that is possible. Never calls
-- anything of the script's but __tostring and __name.
local native = require "aio.native"
local lexer = require "aio.repl.lexer"

local M = {}

local most_entries = 100    -- of one table
local most_depth = 8
local longest_string = 10000 -- on its own; inside of tables a tenth
local most_text = 200000    -- of everything, for tables that are shared again and again

local plain = setmetatable({}, { __index = function() return function(text) return text end end })

-- ---- Numbers and strings ---------------------------------------------------------------------------

local function number(value)
  if math.type(value) == "integer" then
    return value == math.mininteger and "math.mininteger" or ("%d"):format(value)
  end
  if value ~= value then return "nan" end
  if value == math.huge then return "math.huge" end
  if value == -math.huge then return "-math.huge" end
  for digits = 14, 17 do
    local text = ("%." .. digits .. "g"):format(value)
    if tonumber(text) == value then
      return text:find "[%.eE]" and text or text .. ".0"
    end
  end
end

local escapes = { ["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r", ["\0"] = "\\0", ["\\"] = "\\\\", ['"'] = '\\"' }

-- A digit behind "\0" would become a part of it.
local function escape(character, following)
  if character == "\0" and following:find "^%d" then return "\\000" end
  return escapes[character] or ("\\x%02X"):format(character:byte())
end

local function escape_ascii(text)
  return (text:gsub('()([%c"\\\127])', function(at, character)
    return escape(character, text:sub(at + 1, at + 1))
  end))
end

-- Characters that show nothing or turn the text around are written by number.
local function is_invisible(code)
  return code >= 0x80 and code < 0xA0 or code >= 0x200B and code <= 0x200F
    or code >= 0x2028 and code <= 0x202E or code >= 0x2066 and code <= 0x2069 or code == 0xFEFF
    or code >= 0xD800 and code <= 0xDFFF or code > 0x10FFFF
end

-- UTF-8 stays, bytes that are none are escaped.
local function escape_text(text)
  local parts, at = {}, 1
  while at <= #text do
    local _, last = text:find("^[%z\1-\127]+", at)
    if last then
      parts[#parts + 1] = escape_ascii(text:sub(at, last))
    else
      local _, stop = text:find("^[\xC2-\xF4][\x80-\xBF]+", at)
      local code = stop and utf8.len(text, at, at) and utf8.codepoint(text, at)
      last = code and utf8.offset(text, 2, at) - 1 or at
      if code and not is_invisible(code) then
        parts[#parts + 1] = text:sub(at, last)
      elseif code then
        parts[#parts + 1] = ("\\u{%X}"):format(code)
      else
        parts[#parts + 1] = ("\\x%02X"):format(text:byte(at))
      end
    end
    at = last + 1
  end
  return table.concat(parts)
end

-- Cuts at the beginning of a character.
local function cut_text(text, size)
  while size > 0 and text:find("^[\x80-\xBF]", size + 1) do size = size - 1 end
  return text:sub(1, size)
end

local function quote(text, limit)
  if #text <= limit then return '"' .. escape_text(text) .. '"' end
  return ('"%s"... %d more bytes'):format(escape_text(cut_text(text, limit)), #text - limit)
end

--- printable(text) → the text without anything that a terminal would obey
function M.printable(text) return (escape_text(text):gsub('\\"', '"'):gsub("\\\\", "\\")) end

-- ---- Everything else -------------------------------------------------------------------------------

-- "string.format" for functions of loaded modules, which are looked up once.
local function name_of_function(state, value)
  if not state.names then
    state.names = {}
    local modules = {}
    for module, content in next, package.loaded do
      if type(module) == "string" and type(content) == "table" then modules[#modules + 1] = module end
    end
    table.sort(modules, function(a, b) return a > b end) -- _G, the first, is to win
    for _, module in ipairs(modules) do
      for key, member in next, package.loaded[module] do
        if type(member) == "function" and type(key) == "string" then
          state.names[member] = module == "_G" and key or module .. "." .. key
        end
      end
    end
  end
  return state.names[value]
end

local function func(state, value)
  local name = name_of_function(state, value)
  local about = debug.getinfo(value, "S")
  local place = about.what ~= "C" and not about.source:find "^=%[aio" and about.short_src .. ":" .. about.linedefined
  if name and place then return ("<function %s, %s>"):format(name, place) end
  return ("<function %s>"):format(name or place or "in C")
end

local function metamethod(value, name)
  local metatable = debug.getmetatable(value)
  return type(metatable) == "table" and rawget(metatable, name) or nil
end

-- What the value says of itself, or nothing.
local function own_text(value)
  local to_string = metamethod(value, "__tostring")
  if not to_string then return nil end
  local ok, text = pcall(to_string, value)
  if not ok and native.isinstance(text, native.KeyboardInterrupt) then error(text, 0) end
  if ok and type(text) == "string" then return M.printable(text):gsub("\\n", "\n"):gsub("\\t", "\t") end
  return nil, ok and "__tostring returned no string" or "error in __tostring"
end

local function other(state, value)
  local kind = type(value)
  if kind == "function" then return func(state, value) end
  if kind == "thread" then return ("<thread, %s>"):format(coroutine.status(value)) end
  local text = own_text(value)
  if text then return text end
  local name = metamethod(value, "__name")
  return ("<%s>"):format(type(name) == "string" and M.printable(name) or kind)
end

-- ---- Tables ----------------------------------------------------------------------------------------

local order_of_types = { number = 1, string = 2, boolean = 3 }

local function key_before(a, b)
  local order_a, order_b = order_of_types[type(a)] or 4, order_of_types[type(b)] or 4
  if order_a ~= order_b then return order_a < order_b end
  if order_a <= 2 then return a < b end
  if order_a == 3 then return a and not b end
  return tostring(a) < tostring(b)
end

-- The places 1..n; with the field n, as results have it, also those that are nil.
local function array_length(value)
  local n = rawget(value, "n")
  local length = 0
  while rawget(value, length + 1) ~= nil do length = length + 1 end
  if math.type(n) == "integer" and n > length and n <= length + most_entries then return n end
  return length
end

local function other_keys(value, length)
  local keys = {}
  for key in next, value do
    local in_array = math.type(key) == "integer" and key >= 1 and key <= length
    if not in_array then keys[#keys + 1] = key end
  end
  table.sort(keys, key_before)
  return keys
end

local render

local function key_text(state, key)
  if type(key) == "string" then
    if lexer.is_name(key) then return key end
    return "[" .. state.colour.string(quote(key, longest_string // 10)) .. "]"
  end
  if type(key) == "table" then return "[" .. other(state, key):gsub("^<table>$", tostring(key)) .. "]" end
  return "[" .. render(state, key, 1, "") .. "]"
end

local function path_of(path, key)
  if type(key) == "string" and lexer.is_name(key) then return path .. "." .. key end
  if type(key) == "string" then return path .. "[" .. quote(key, 100) .. "]" end
  return path .. "[" .. M.printable(tostring(key)) .. "]"
end

-- The entries as texts; what is left out is told in the last one.
local function entries_of(state, value, depth, path)
  local entries, length = {}, array_length(value)
  local keys = other_keys(value, length)
  for i = 1, math.min(length, most_entries) do
    entries[i] = render(state, rawget(value, i), depth + 1, path_of(path, i))
  end
  for i = 1, math.min(#keys, most_entries - #entries) do
    local key = keys[i]
    entries[#entries + 1] = key_text(state, key) .. " = "
      .. render(state, rawget(value, key), depth + 1, path_of(path, key))
  end
  local left = length + #keys - #entries
  if left > 0 then entries[#entries + 1] = state.colour.dim(("... %d more"):format(left)) end
  return entries
end

local function visible_width(state, text) return state.width((text:gsub("\27%[[%d;]*m", ""))) end

local function join(state, entries, depth)
  local indent = ("  "):rep(depth)
  local line, fits = "{ " .. table.concat(entries, ", ") .. " }", true
  for _, entry in ipairs(entries) do fits = fits and not entry:find("\n", 1, true) end
  if fits and visible_width(state, line) + #indent <= state.columns then return line end
  return "{\n" .. indent .. "  " .. table.concat(entries, ",\n" .. indent .. "  ") .. "\n" .. indent .. "}"
end

local function count_entries(value)
  local count = 0
  for _ in next, value do count = count + 1 end
  return count
end

local function table_body(state, value, depth, path)
  if next(value) == nil then return "{}" end
  if depth >= most_depth or state.spent > most_text then
    return state.colour.dim(("{ ... %d entries }"):format(count_entries(value)))
  end
  state.open[value] = path
  local text = join(state, entries_of(state, value, depth, path), depth)
  state.open[value] = nil
  return text
end

local function render_table(state, value, depth, path)
  if state.open[value] then return state.colour.special(("<cycle: %s>"):format(state.open[value])) end
  local text, problem = own_text(value)
  if text then return state.colour.special(text) end
  local name = metamethod(value, "__name")
  local body = table_body(state, value, depth, path)
  if type(name) == "string" then body = state.colour.special(M.printable(name)) .. " " .. body end
  if problem then body = body .. " " .. state.colour.dim("(" .. problem .. ")") end
  return body
end

local simple = {
  number = function(state, value) return state.colour.number(number(value)) end,
  boolean = function(state, value) return state.colour.constant(tostring(value)) end,
  ["nil"] = function(state) return state.colour.constant "nil" end,
}

function simple.string(state, value, depth)
  return state.colour.string(quote(value, depth == 0 and longest_string or longest_string // 10))
end

local function render_other(state, value) return state.colour.special(other(state, value)) end

function render(state, value, depth, path)
  local kind = type(value)
  local renderer = kind == "table" and render_table or simple[kind] or render_other
  local text = renderer(state, value, depth, path)
  state.spent = state.spent + #text
  return text
end

--- inspect(value, {columns=, colour=, width=}) → text. `columns` is the room for one line, `colour`
--- a table of functions (colours.lua), `width` measures text.
function M.inspect(value, options)
  options = options or {}
  local state = {
    columns = options.columns or 80,
    colour = options.colour or plain,
    width = options.width or function(text) return utf8.len(text) or #text end,
    open = {},
    spent = 0,
  }
  return render(state, value, 0, "_")
end

return M
