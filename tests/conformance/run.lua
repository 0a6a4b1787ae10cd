-- Plays all stored scenarios and random programs and compares their traces with CPython's.
--   aio run.lua [NAME…]     NAME: a scenario file, or a part of a scenario's name

local wanted_names = {...}
local folder = debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") or "."
package.path = folder .. "/?.lua;" .. package.path

local compare = require "compare"
local support = require "support"

local scenario_files = {
  "loop", "tasks", "tasks_more", "futures", "cancel", "cancel_more", "cleanup",
  "gather", "gather_cancel", "wait", "wait_for", "as_completed", "shield", "timeouts", "timeouts_more",
  "taskgroup", "taskgroup_errors", "taskgroup_cancel", "taskgroup_members",
  "lock", "event", "condition", "condition_cancel", "semaphore", "barrier",
  "barrier_broken", "queue", "queue_cancel", "queue_join", "run", "runner", "eager", "context", "race", "graph",
}

local function play(scenario)
  support.trace = {}
  local ok, message = pcall(scenario.play)
  if not ok then table.insert(support.trace, "! " .. tostring(message)) end
  return support.trace
end

local function is_wanted(file, name)
  if #wanted_names == 0 then return true end
  for _, wanted in ipairs(wanted_names) do
    local is_file = table.concat(scenario_files, " "):find("%f[%w_]" .. wanted .. "%f[^%w_]")
    if file == wanted or not is_file and name:find(wanted, 1, true) then return true end
  end
  return false
end

local function play_file(file, report)
  local golden = compare.read_traces(folder .. "/scenarios/" .. file .. ".trace")
  support.scenarios = {}
  dofile(folder .. "/scenarios/" .. file .. ".lua")
  for _, scenario in ipairs(support.scenarios) do
    if is_wanted(file, scenario.name) then
      report:check(file .. "/" .. scenario.name, golden[scenario.name], play(scenario))
    end
    golden[scenario.name] = nil
  end
  for name in pairs(golden) do report:missing(file .. "/" .. name) end
end

local report = compare.new_report("scenarios")
for _, file in ipairs(scenario_files) do play_file(file, report) end
report:finish()
