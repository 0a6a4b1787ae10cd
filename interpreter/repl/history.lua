-- The history file: one whole input a line, with its line breaks written as "\n". Each is appended
-- as soon as it is entered, so that several sessions share the file and none loses anything.
local M = {}
M.__index = M

local most_inputs = 10000

local function encode(text) return (text:gsub("\\", "\\\\"):gsub("\n", "\\n")) end

local function decode(line)
  return (line:gsub("\\(.)", function(character) return character == "n" and "\n" or character end))
end

--- path(getenv) → $XDG_STATE_HOME/aio/history, or below ~/.local/state; nil without a home
function M.path(getenv)
  local state, home = getenv "XDG_STATE_HOME", getenv "HOME"
  if state and state:sub(1, 1) == "/" then return state .. "/aio/history" end -- others are to be ignored
  return home and home ~= "" and home .. "/.local/state/aio/history" or nil
end

-- Keeps the latest half when there are too many: a new file in place of the old one, or nothing.
local function shorten(self, lines)
  local kept = table.concat(lines, "\n", #lines - most_inputs + 1) .. "\n"
  local new_path = self.file .. ".new"
  os.remove(new_path)
  if self.append(new_path, kept) then os.rename(new_path, self.file) end
end

--- open(path, {append=, warn=}) → history. `append(path, text)` → true | nil, reason writes,
--- `warn(message)` tells once that nothing can be kept.
function M.open(path, system)
  local self = setmetatable({ file = path, append = system.append, warn = system.warn }, M)
  if not path then
    self:give_up "neither XDG_STATE_HOME nor HOME is set"
  end
  return self
end

function M:give_up(reason)
  if self.silent then return end
  self.silent = true
  self.warn(("the history of this session will not be saved: %s%s"):format(
    self.file and self.file .. ": " or "", reason))
end

--- load(add): calls add(input) for each, the oldest first
function M:load(add)
  local file, reason, code = nil, nil, nil
  if self.file then file, reason, code = io.open(self.file, "r") end
  if not file then
    if self.file and code ~= 2 then self:give_up(reason:gsub("^.*: ", "")) end -- 2: there is none yet
    return
  end
  local lines = {}
  for line in file:lines() do lines[#lines + 1] = line end
  file:close()
  for i = math.max(1, #lines - most_inputs + 1), #lines do add(decode(lines[i])) end
  self.last = lines[#lines] and decode(lines[#lines])
  if #lines > 2 * most_inputs then shorten(self, lines) end
end

--- add(input) → whether it is new: not what was entered just before
function M:add(input)
  if input == self.last then return false end
  self.last = input
  if not self.silent then
    local ok, reason = self.append(self.file, encode(input) .. "\n")
    if not ok then self:give_up(reason) end
  end
  return true
end

return M
