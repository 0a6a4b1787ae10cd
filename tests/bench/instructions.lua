-- The second half of tests/bench/instructions:  instructions.lua compare|update PROFILES FILE
-- PROFILES: a folder of what callgrind_annotate wrote; FILE: instructions.txt.
local mode, profiles, path = arg[1], arg[2], arg[3]

-- Generous: compilers and versions of the C library differ by a few percent, a lost fast path by far more.
local allowed = 1.3

local operations = { "switch", "create_await", "create_gather", "queue", "lock_contended", "lock_free",
  "inline_await", "error", "cancel" }
local difference = 10000 - 2000 -- of the two sizes

-- Returns instructions by function, and of the whole run.
local function read_profile(name)
  local functions, total = {}, nil
  for line in io.lines(profiles .. "/" .. name) do
    local count, where = line:match "^%s*([%d,]+) %(%s*[%d.]+%%%)%s+(.*)$"
    if count then
      local instructions = math.tointeger(tonumber((count:gsub(",", ""))))
      if where == "PROGRAM TOTALS" then
        total = instructions
      else -- "file:name'2 [object]", where '2 is a call of itself
        where = where:gsub(" %[[^%]]*%]$", ""):gsub("'%d+$", ""):gsub("^[^:]*:", "")
        functions[where] = (functions[where] or 0) + instructions
      end
    end
  end
  return functions, assert(total, "no total in the profile of " .. name)
end

-- Instructions per operation: of each function, and in all.
local function measure(operation)
  local small, small_total = read_profile(operation .. ".small")
  local large, large_total = read_profile(operation .. ".large")
  local functions = {}
  for name, count in pairs(large) do functions[name] = (count - (small[name] or 0)) / difference end
  return functions, (large_total - small_total) / difference
end

local measured = {} -- arrays of { name, functions, total }
for _, operation in ipairs(operations) do measured[#measured + 1] = { operation, measure(operation) } end
measured[#measured + 1] = { "start_up", read_profile "start_up" }

local function sorted(functions)
  local names = {}
  for name in pairs(functions) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    if functions[a] ~= functions[b] then return functions[a] > functions[b] end
    return a < b
  end)
  return names
end

local function update()
  local file <close> = assert(io.open(path, "w"))
  file:write("# Instructions per operation (of the whole run: start_up), and of them those of the busiest functions.\n",
    "# Written by tests/bench/instructions --update.\n")
  for _, entry in ipairs(measured) do
    local name, functions, total = table.unpack(entry)
    file:write(("%s %.0f\n"):format(name, total))
    for _, its in ipairs(sorted(functions)) do
      if functions[its] >= total / 50 then file:write(("  %.0f %s\n"):format(functions[its], its)) end
    end
  end
end

local function read_stored()
  local stored, operation = {}, nil
  for line in io.lines(path) do
    local name, total = line:match "^(%S+) (%d+)$"
    local count, its = line:match "^  (%d+) (.+)$"
    if name then
      operation = name
      stored[name] = { functions = {}, total = tonumber(total) }
    elseif count then
      stored[operation].functions[its] = tonumber(count)
    end
  end
  return stored
end

-- Those functions that need more than what is stored of them. One that is not stored needed less than a fiftieth.
local function print_growth(functions, before)
  local growth = {}
  for name, count in pairs(functions) do
    growth[name] = count - (before.functions[name] or before.total / 50)
  end
  for i, name in ipairs(sorted(growth)) do
    if i > 8 or growth[name] < before.total / 100 then break end
    print(("    %+.0f  %s (now %.0f)"):format(growth[name], name, functions[name]))
  end
end

local function compare()
  local stored, grown = read_stored(), 0
  print(("%-16s %10s %10s %6s"):format("per operation", "stored", "now", "ratio"))
  for _, entry in ipairs(measured) do
    local name, functions, total = table.unpack(entry)
    local before = assert(stored[name], name .. " is not in instructions.txt (run tests/bench/instructions --update)")
    local ratio = total / before.total
    print(("%-16s %10.0f %10.0f %6.2f%s"):format(name, before.total, total, ratio,
      ratio > allowed and "  too many" or ratio < 1 / allowed and "  store it: --update" or ""))
    if ratio > allowed then
      grown = grown + 1
      print_growth(functions, before)
    end
  end
  if grown > 0 then
    print(("\n%d above %.1f times what is stored. If that is meant: tests/bench/instructions --update"):format(grown,
      allowed))
    os.exit(1)
  end
end

if mode == "update" then update() else compare() end
