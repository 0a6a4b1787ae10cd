-- The table of run.sh, in Markdown: the medians of each case, and how many times as long the others take.
local folder = ...

local function read(name)
  local times, order = {}, {}
  local file = io.open(folder .. "/" .. name)
  if not file then return times, order end
  for line in file:lines() do
    local case, ns = line:match "^(.*)\t(%d+)$"
    if not times[case] then
      times[case] = {}
      order[#order + 1] = case
    end
    table.insert(times[case], tonumber(ns))
  end
  file:close()
  return times, order
end

local function median(values)
  if not values then return nil end
  table.sort(values)
  return values[(#values + 1) // 2]
end

local ours, order = read "aio"
local asyncio, node = read "asyncio", read "node"

local function compared(theirs, own)
  if not theirs then return "–" end
  local ratio = theirs / own
  return (ratio < 1 and "%d (%.2f×)" or "%d (%.1f×)"):format(theirs, ratio)
end

print "| ns | aio | asyncio | Node |"
print "|---|---|---|---|"
for _, case in ipairs(order) do
  local own = median(ours[case])
  print(("| %s | %d | %s | %s |"):format(case, own, compared(median(asyncio[case]), own),
    compared(median(node[case]), own)))
end
