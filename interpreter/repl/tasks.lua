-- The command .tasks: the session's unfinished tasks, each below the one that waits for it.
local aio_native = require "aio.native"
local awaits = require "aio.awaits"

local M = {}

local most_tasks = 200

local function seconds_text(seconds)
  if seconds < 1 then return ("%d ms"):format(math.floor(seconds * 1000)) end
  if seconds < 120 then return ("%.1f s"):format(seconds) end
  if seconds < 7200 then return ("%d min"):format(seconds // 60) end
  return ("%.1f h"):format(seconds / 3600)
end

-- task → the first task that waits for it
local function parents_of(waits)
  local parents = {}
  for _, wait in ipairs(waits) do
    local parent = aio_native.awaiters(wait.task)[1] or awaits.of(wait.task)[1]
    if parent ~= wait.task then parents[wait.task] = parent end
  end
  return parents
end

local function children_of(waits, parents)
  local children, roots = {}, {}
  for _, wait in ipairs(waits) do
    local parent = parents[wait.task]
    local list = roots
    if parent then
      children[parent] = children[parent] or {}
      list = children[parent]
    end
    list[#list + 1] = wait
  end
  return children, roots
end

local function reason_of(wait, children)
  if not wait.reason then return "ready to run" end
  if children and wait.reason == "a future that nobody has set" then
    return ("waits for %d task%s"):format(#children, #children == 1 and "" or "s")
  end
  return "waits for " .. wait.reason
end

local function line_of(wait, children, now, colour)
  local parts = { colour.name(wait.task:get_name()), " ", reason_of(wait, children) }
  if wait.place and wait.place ~= "?" then parts[#parts + 1] = " at " .. wait.place end
  if wait.since then parts[#parts + 1] = colour.dim(", since " .. seconds_text(now - wait.since)) end
  return table.concat(parts)
end

-- Circles of tasks that wait for each other have no root: what was not written is one.
local function writer(lines, children, now, colour)
  local written = {}
  local function write(wait, indent, branch, below)
    if written[wait.task] then return end
    written[wait.task] = true
    local own = children[wait.task]
    lines[#lines + 1] = indent .. branch .. line_of(wait, own, now, colour)
    for i, child in ipairs(own or {}) do
      local last = i == #own
      write(child, indent .. below, last and "└─ " or "├─ ", last and "   " or "│  ")
    end
  end
  return write
end

--- describe(waits, now, colour) → text. `waits` is what the native function of that name returns,
--- `now` the loop's time.
function M.describe(waits, now, colour)
  if #waits == 0 then return "no tasks" end
  local left = #waits - most_tasks
  if left > 0 then waits = table.move(waits, 1, most_tasks, 1, {}) end
  local children, roots = children_of(waits, parents_of(waits))
  local lines = {}
  local write = writer(lines, children, now, colour)
  for _, wait in ipairs(roots) do write(wait, "", "", "") end
  for _, wait in ipairs(waits) do write(wait, "", "", "") end
  if left > 0 then lines[#lines + 1] = ("... %d more"):format(left) end
  return table.concat(lines, "\n")
end

return M
