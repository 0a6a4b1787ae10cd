-- Chooses programs for the corpus from a batch:
--   lua store.lua PROGRAMS TRACES FOLDER COUNT
-- Short programs that log much are worth most; each becomes a file with its trace behind it.

local programs_path, traces_path, folder, count = ...
local here = debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") or "."
package.path = here .. "/../?.lua;" .. package.path

local compare = require "compare"

local function count_lines(text)
  return select(2, text:gsub("\n", "\n"))
end

local function read_candidates()
  local file <close> = assert(io.open(programs_path))
  local traces, candidates = compare.read_traces(traces_path), {}
  for seed, source in file:read("a"):gmatch("== (%d+)\n(.-\nend\n)") do
    local trace = traces[seed]
    if trace and #trace >= 10 then
      local worth = #trace / count_lines(source)
      table.insert(candidates, {seed = tonumber(seed), source = source, trace = trace, worth = worth})
    end
  end
  return candidates
end

local function write_program(number, candidate)
  local file <close> = assert(io.open(string.format("%s/%03d.lua", folder, number), "w"))
  file:write("-- Random program, seed ", candidate.seed, "; at the end what it logs in CPython.\n")
  file:write("-- luacheck: ignore\n")
  file:write(candidate.source, "--[==[ trace\n", table.concat(candidate.trace, "\n"), "\n]==]\n")
end

local candidates = read_candidates()
table.sort(candidates, function(a, b)
  if a.worth ~= b.worth then return a.worth > b.worth end
  return a.seed < b.seed
end)
for number = 1, math.tointeger(count) do write_program(number, candidates[number]) end
