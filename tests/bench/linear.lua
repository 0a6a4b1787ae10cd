-- The table of tests/bench/linear:  linear.lua text|markdown RESULTS SIZE...
-- RESULTS has lines "runtime size workload value unit", one for each run; shown are medians.
local print_lines = dofile((arg[0]:gsub("[^/]*$", "print_lines.lua")))
local style, path = arg[1], arg[2]
local sizes = table.move(arg, 3, #arg, 1, {})

local rows = {
  { "burst_spawn", "spawn" },
  { "burst_timers", "timers, 10 µs apart" },
  { "burst_gather", "gather" },
  { "group_cancel", "cancel of a whole group" },
}

local samples = {}
for line in io.lines(path) do
  local key, value = line:match "^(%S+ %S+ %S+) (%S+) ns$"
  if key then
    samples[key] = samples[key] or {}
    table.insert(samples[key], tonumber(value))
  end
end

local function median(key)
  local values = samples[key]
  if not values then return nil end
  table.sort(values)
  return values[(#values + 1) // 2]
end

-- The last column: what the largest size costs, compared with the cheapest one.
local function cells_of(runtime, name, title)
  local cells, least, last = { title, runtime }, math.huge, nil
  for _, size in ipairs(sizes) do
    last = median(("%s %s %s"):format(runtime, size, name))
    least = math.min(least, last or math.huge)
    cells[#cells + 1] = last and ("%.0f"):format(last) or "–"
  end
  cells[#cells + 1] = last and ("%.2f"):format(last / least) or "–"
  return cells
end

local lines = { { "ns per task", "", table.unpack(sizes) } }
table.insert(lines[1], "largest / cheapest")
for _, row in ipairs(rows) do
  for _, runtime in ipairs { "aio", "asyncio" } do lines[#lines + 1] = cells_of(runtime, row[1], row[2]) end
end
print_lines(style, lines)
