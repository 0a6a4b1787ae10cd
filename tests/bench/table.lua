-- The table of tests/bench/run:  table.lua text|markdown RESULTS RUNTIME...
-- RESULTS has lines "runtime workload value unit", one for each run; shown are medians, and first
-- of all how aio compares.
local print_lines = dofile((arg[0]:gsub("[^/]*$", "print_lines.lua")))
local style, path = arg[1], arg[2]
local runtimes = table.move(arg, 3, #arg, 1, {})

local rows = {
  { "switch", "switch: 1000 tasks × sleep(0)" },
  { "create_await", "create + await one by one" },
  { "create_gather", "create 200 k, gather" },
  { "queue", "round trip through two queues" },
  { "lock_contended", "contended lock, 100 tasks" },
  { "lock_free", "free lock, acquire + release" },
  { "inline_await", "inline await of an async function" },
  { "error", "error raised in a task, caught at the await" },
  { "cancel", "cancel a sleeping task and await it" },
  { "timers_cpu", "100 k timers in 1 s: processor time" },
  { "timers_late", "100 k timers in 1 s: worst lateness" },
  { "memory", "memory of a sleeping task, 1 M of them" },
  { "thread_wall", "trivial thread offload, concurrency 4" },
  { "thread_cpu", "the same: processor time" },
  { "start_wall", "start-up: hello with a loop" },
  { "start_cpu", "the same: processor time" },
  { "start_rss", "the same: resident memory" },
}

-- Shown in brackets and not counted as rivals: awaiting a promise that an async function has already settled involves
-- no task.
local no_task = { create_await = { node = true, bun = true, deno = true } }

local function read_results()
  local samples, units = {}, {}
  for line in io.lines(path) do
    local runtime, name, value, unit = line:match "^(%S+) (%S+) (%S+) (%S+)$"
    if value then
      local key = runtime .. " " .. name
      samples[key] = samples[key] or {}
      table.insert(samples[key], tonumber(value))
      units[name] = unit
    end
  end
  return samples, units
end

local samples, units = read_results()

local function median(runtime, name)
  local values = samples[runtime .. " " .. name]
  if not values then return nil end
  table.sort(values)
  return values[(#values + 1) // 2]
end

local function best_rival(name)
  local best, value
  for _, runtime in ipairs(runtimes) do
    local rival = runtime ~= "aio" and runtime ~= "floor" and not (no_task[name] or {})[runtime]
    local its = rival and median(runtime, name)
    if its and (not value or its < value) then best, value = runtime, its end
  end
  return best, value
end

local function figure(value) return value and (value < 10 and "%.3g" or "%.0f"):format(value) or "–" end

local function ratio(own, other)
  return own and other and other > 0 and ("%.2f"):format(own / other) or "–"
end

local function cells_of(name, title)
  local rival, its = best_rival(name)
  local own = median("aio", name)
  local cells = { ("%s, %s"):format(title, (units[name]:gsub("us", "µs"))), ratio(own, its),
    ratio(own, median("floor", name)), rival and ("%s %s"):format(rival, figure(its)) or "–" }
  for _, runtime in ipairs(runtimes) do
    local text = figure(median(runtime, name))
    cells[#cells + 1] = (no_task[name] or {})[runtime] and text ~= "–" and "(" .. text .. ")" or text
  end
  return cells
end

local lines = { { "", "aio / best rival", "aio / floor", "best rival", table.unpack(runtimes) } }
for _, row in ipairs(rows) do
  if units[row[1]] then lines[#lines + 1] = cells_of(row[1], row[2]) end
end

print_lines(style, lines)
