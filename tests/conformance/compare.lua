-- Golden traces: reading them, comparing, and reporting the first difference of each.

local compare = {}

-- Reads `== name` sections; returns a table name → array of lines.
function compare.read_traces(path)
  local traces, name = {}, nil
  for line in io.lines(path) do
    local heading = line:match("^== (.+)$")
    if heading then
      name = heading
      traces[name] = {}
    else
      table.insert(traces[name], line)
    end
  end
  return traces
end

-- The index of the first line that differs, or nil.
function compare.first_difference(expected, actual)
  for index = 1, math.max(#expected, #actual) do
    if expected[index] ~= actual[index] then return index end
  end
  return nil
end

local Report = {}
Report.__index = Report

function compare.new_report(what)
  return setmetatable({what = what, count = 0, differences = 0}, Report)
end

local lines_before, lines_after = 4, 3

function Report:check(name, expected, actual)
  self.count = self.count + 1
  expected = expected or {"(no golden trace)"}
  local index = compare.first_difference(expected, actual)
  if not index then return true end
  self.differences = self.differences + 1
  print("DIFFERENT " .. name)
  for line = math.max(1, index - lines_before), index - 1 do print("    " .. expected[line]) end
  for line = index, math.min(#expected, index + lines_after) do print("  - " .. expected[line]) end
  for line = index, math.min(#actual, index + lines_after) do print("  + " .. actual[line]) end
  return false
end

function Report:missing(name)
  self.differences = self.differences + 1
  print("NOT PLAYED " .. name)
end

function Report:finish()
  print(string.format("%d %s compared with CPython, %d differences", self.count, self.what, self.differences))
  if self.differences > 0 then os.exit(1) end
end

return compare
