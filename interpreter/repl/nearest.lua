-- The name that was probably meant.
local M = {}

local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local change = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + change)
    end
  end
  return row[#b]
end

--- nearest(name, names) → the one that is most like it, or nil when none is
function M.nearest(name, names)
  local best, least = nil, #name // 2 + 1
  for _, other in ipairs(names) do
    local cost = other:sub(1, #name) == name and 0 or distance(name, other)
    if cost < least then best, least = other, cost end
  end
  return best
end

return M
