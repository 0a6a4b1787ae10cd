-- Checks of option values that several Lua halves share.
local native = require "aio.native"

local M = {}

--- Returns the value, an integer greater than 0, or raises "NAME: OPTION must be …".
function M.positive_integer(name, option, value)
  if math.type(value) == "integer" and value > 0 then return value end
  if type(value) ~= "number" then
    native.fail(("%s: %s must be an integer, got %s"):format(name, option, native.typename(value)))
  end
  native.fail(("%s: %s must be an integer greater than 0, got %s"):format(name, option, value))
end

return M
