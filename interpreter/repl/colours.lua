-- The colours of the prompt's output: functions from text to text.
local M = {}

local codes = {
  string = "32", number = "36", constant = "33", special = "35", dim = "2", error = "31",
  name = "1", heading = "1",
}

local function identity(text) return text end

--- make(enabled) → {string=, number=, …}
function M.make(enabled)
  local colours = {}
  for name, code in pairs(codes) do
    colours[name] = enabled and function(text) return "\27[" .. code .. "m" .. text .. "\27[0m" end or identity
  end
  return colours
end

--- wanted(is_terminal, getenv) → whether to use them (no-color.org)
function M.wanted(is_terminal, getenv)
  local refused = getenv "NO_COLOR"
  return is_terminal and (refused == nil or refused == "") and getenv "TERM" ~= "dumb"
end

return M
