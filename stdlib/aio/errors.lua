-- ExceptionGroup: several errors raised as one (PEP 654).
local native = require "aio.native"

local ExceptionGroup = native.ExceptionGroup

local function is_group(value) return native.isinstance(value, ExceptionGroup) end

--- aio.ExceptionGroup(message, exceptions): `exceptions` is an array of at least one error.
function ExceptionGroup.init(self, message, exceptions)
  if type(message) ~= "string" then native.argument(1, "ExceptionGroup", "string", message) end
  if type(exceptions) ~= "table" then native.argument(2, "ExceptionGroup", "array of errors", exceptions) end
  if #exceptions == 0 then native.fail("ExceptionGroup: at least one error is required") end
  self.message = message
  self.exceptions = table.move(exceptions, 1, #exceptions, 1, {})
end

local function subgroup(group, errors)
  if #errors == 0 then return nil end
  local part = ExceptionGroup(group.message, errors)
  part.cause = group.cause
  return part
end

--- group:split(class) → the part with the errors of that class, the rest. Nested groups keep their
--- shape; a part without errors is nil.
function ExceptionGroup.split(self, class)
  if class == ExceptionGroup then return self, nil end
  local matching, rest = {}, {}
  for _, err in ipairs(self.exceptions) do
    if is_group(err) then
      local inner_matching, inner_rest = err:split(class)
      matching[#matching + 1] = inner_matching
      rest[#rest + 1] = inner_rest
    elseif native.isinstance(err, class) then
      matching[#matching + 1] = err
    else
      rest[#rest + 1] = err
    end
  end
  return subgroup(self, matching), subgroup(self, rest)
end

local function describe(err)
  local ok, text = native.pcall(tostring, err)
  return ok and text or ("(error object is a %s value)"):format(type(err))
end

-- One line for the group and one or more for each of its errors, indented as a tree.
local function append_tree(lines, group, indent)
  local count = #group.exceptions
  lines[#lines + 1] = ("%sExceptionGroup: %s (%d error%s)"):format(
    indent == "" and "" or indent .. "+ ", group.message, count, count == 1 and "" or "s")
  local inner = indent .. "  "
  for _, err in ipairs(group.exceptions) do
    if is_group(err) then
      append_tree(lines, err, inner)
    else
      lines[#lines + 1] = inner .. "+ " .. describe(err):gsub("\n", "\n" .. inner .. "  ")
    end
  end
end

function ExceptionGroup.instance.__tostring(self)
  local lines = {}
  append_tree(lines, self, "")
  return table.concat(lines, "\n")
end

return { ExceptionGroup = ExceptionGroup }
