-- Plays random programs and compares their traces with CPython's:
--   aio replay.lua                       the stored corpus
--   aio replay.lua PROGRAMS TRACES       a batch of generate.lua and what play.py made of it

local programs_path, traces_path = ...
local here = debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") or "."
package.path = here .. "/../?.lua;" .. package.path

local compare = require "compare"
local support = require "support"

local function play(name, source)
  support.trace = {}
  local ok, message = pcall(function()
    support.run(assert(load(source, "@" .. name, "t"))())
  end)
  if not ok then table.insert(support.trace, "! " .. tostring(message)) end
  return support.trace
end

local function read_all(path)
  local file = io.open(path)
  if not file then return nil end
  local text <close> = file
  return text:read("a")
end

local function split_lines(text)
  local lines = {}
  for line in text:gmatch("[^\n]+") do lines[#lines + 1] = line end
  return lines
end

local function replay_corpus(report)
  for number = 1, math.huge do
    local name = string.format("random/corpus/%03d.lua", number)
    local source = read_all(here .. "/../" .. name)
    if not source then return end
    local expected = source:match("\n%-%-%[==%[ trace\n(.*)%]==%]\n$")
    report:check(name, split_lines(expected), play(name, source))
  end
end

local function replay_batch(report)
  local expected = compare.read_traces(traces_path)
  for seed, source in read_all(programs_path):gmatch("== (%d+)\n(.-\nend\n)") do
    if expected[seed] then report:check("seed " .. seed, expected[seed], play("seed " .. seed, source)) end
  end
end

local report = compare.new_report("random programs")
if programs_path then
  replay_batch(report)
else
  replay_corpus(report)
end
report:finish()
