-- How errors look at the prompt.
local M = {}

local function line_around(text, at)
  local number = 1
  for _ in text:sub(1, at - 1):gmatch "\n" do number = number + 1 end
  local first = 1
  for position in text:sub(1, at - 1):gmatch "()\n" do first = position + 1 end
  return text:match("[^\n]*", first), at - first, number
end

local function line_by_number(text, wanted)
  local number = 1
  for line in (text .. "\n"):gmatch "(.-)\n" do
    if number == wanted then return line end
    number = number + 1
  end
end

-- Drops whole characters from the beginning until the text is so wide at most.
local function shorten_front(text, columns, width)
  while width(text) > columns do text = text:gsub("^[%z\1-\127\xC2-\xF4][\x80-\xBF]*", "", 1) end
  return text
end

local function shorten_back(text, columns, width)
  local cut = text
  while width(cut) > columns do cut = cut:gsub("[%z\1-\127\xC2-\xF4][\x80-\xBF]*$", "", 1) end
  return cut
end

-- The part of a long line that can be shown, and how far into it the place is.
local function window(line, offset, columns, width)
  line = line:gsub("\t", " ")
  local before, after = line:sub(1, offset), line:sub(offset + 1)
  if width(line) <= columns then return line, width(before) end
  local shown_before = before
  if width(before) > columns // 2 then
    shown_before = "..." .. shorten_front(before, columns // 2 - 3, width)
  end
  local room = columns - width(shown_before)
  if width(after) > room then after = shorten_back(after, math.max(1, room - 3), width) .. "..." end
  return shown_before .. after, width(shown_before)
end

--- syntax(message, text, at, view) → text: the message, the line, a caret below byte `at` of it.
--- view: {colour=, columns=, width=}
function M.syntax(message, text, at, view)
  local line, offset
  if at then
    line, offset = line_around(text, at)
  else
    line = line_by_number(text, tonumber(message:match ":(%d+):") or 1)
  end
  local lines = { view.colour.error(message) }
  if line then
    local shown, column = window(line, offset or #line, view.columns - 2, view.width)
    lines[2] = "  " .. shown
    lines[3] = offset and "  " .. (" "):rep(column) .. view.colour.error("^")
  end
  return table.concat(lines, "\n")
end

-- Without what is no news: the C function that raised the error (its message says so), and the
-- input when nothing else is left.
local function short_trace(trace, chunk)
  local lines = {}
  for line in (trace .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  if lines[1] == "stack traceback:" then table.remove(lines, 1) end
  if lines[1] and lines[1]:find "^\t%[C%]: " then table.remove(lines, 1) end
  local last = lines[#lines]
  if last and (last:find("in function <" .. chunk .. ":", 1, true) or last:find "in main chunk$") then
    if #lines == 1 then return nil end
    lines[#lines] = last:gsub("in function <[^>]*>$", "in the input"):gsub("in main chunk$", "in the input")
  end
  for i, line in ipairs(lines) do lines[i] = line:gsub("^\t", "    ") end
  return #lines > 0 and table.concat(lines, "\n") or nil
end

--- runtime(message, trace, chunk, view) → text; `trace` may be nil
function M.runtime(message, trace, chunk, view)
  local short = trace and short_trace(trace, chunk)
  return view.colour.error(message) .. (short and "\n" .. view.colour.dim(short) or "")
end

return M
