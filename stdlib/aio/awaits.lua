-- Who waits for what by way of a Lua half (a group, wait, shield): what the call graph needs to know
-- beyond the futures that tasks await directly. Entries are weak and numbered, so that a listing
-- keeps their order.
local entries = setmetatable({}, { __mode = "k" })
local count = 0

local M = {}

--- Until the entry is removed or forgotten, `task` waits for every future f with contains(f).
function M.add(task, contains)
  count = count + 1
  local entry = { task = task, contains = contains, number = count }
  entries[entry] = true
  return entry
end

function M.remove(entry) entries[entry] = nil end

--- The tasks that wait for the future in this way, in order.
function M.of(future)
  local found = {}
  for entry in next, entries do
    if entry.contains(future) then found[#found + 1] = entry end
  end
  table.sort(found, function(a, b) return a.number < b.number end)
  local tasks = {}
  for i, entry in ipairs(found) do tasks[i] = entry.task end
  return tasks
end

return M
