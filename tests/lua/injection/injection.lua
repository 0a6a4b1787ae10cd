-- Cancellation at every point. A *program* is a handful of tasks around one primitive. It is run again and again in
-- a loop of its own under virtual time, each time with other cancellations:
--
--   * every single one: each task, in each tick, at each place among the others in that tick's ready queue,
--     and from within each step of each task (also its own), until the program has ended before that;
--   * then seeded random pairs and triples of these.
--
-- After each run nothing may be lost: see `judge` for what holds for every program; the rest is up to the program.
--
--   injection.program("name", options, function(run) run:task("a", function() … end) … return verify, stuck end)
--
-- By hand, with another seed and more random runs: aio --virtual-time tests/lua/injection/NAME_test.lua SEED FACTOR
local check = require "check"
local native = require "aio.native"

local run_module = dofile(arg[0]:match "^.*/" .. "run.lua")

local injection = { closing = run_module.closing }

--- Some turns of the loop.
function injection.turns(n)
  for _ = 1, n do await(aio.sleep(0)) end
end

-- ---- Nothing may be written to stderr: the tests run in a process of their own ---------------------

local function program_path()
  local first = 0
  while arg[first - 1] do first = first - 1 end
  return arg[first]
end

local function run_inside()
  local errors = os.tmpname()
  local command = ("'%s' --virtual-time '%s' '%s' '%s' inside 2>'%s'"):format(
    program_path(), arg[0], arg[1] or 1, arg[2] or 1, errors)
  local ok = os.execute(command)
  local file <close> = assert(io.open(errors))
  os.remove(errors)
  local told = file:read "a"
  if told ~= "" then print("FAILED: told on stderr:\n" .. told:sub(1, 4000)) end
  os.exit(ok and told == "", true)
end

if arg[3] ~= "inside" then run_inside() end
local seed, factor = math.tointeger(arg[1]), math.tointeger(arg[2])

-- ---- What holds for every program ------------------------------------------------------------------

local function judge_victim(run, options, victim)
  local task, survives = victim.task, victim.requests == 0 or run.variant == "try" and victim.started
  if not task:done() then return end
  local failed = not task:cancelled() and task:exception()
  run:check(not failed or options.fails, "%s failed: %s", victim.name, tostring(failed))
  -- Only who was cancelled is; and who is cancelled ends so, however often a pcall catches it.
  run:check(not survives or victim.finished or options.spreads, "%s did not finish", victim.name)
  run:check(survives or task:cancelled() or options.swallows, "%s was cancelled, but has ended otherwise", victim.name)
  run:check(task:cancelling() == victim.requests or options.spreads and task:cancelling() >= victim.requests,
    "%s: cancelling() is %d after %d requests", victim.name, task:cancelling(), victim.requests)
end

-- Nothing can happen any more: each task that is left must have a reason to wait.
local function judge_deadlock(run, stuck)
  for _, victim in ipairs(run.victims) do
    local may_wait = stuck and stuck[victim.waits]
    run:check(victim.task:done() or may_wait and may_wait(), "%s waits for %s for ever", victim.name,
      tostring(victim.waits))
  end
end

local function judge(run, options, outcome, stuck)
  if not outcome[1] and aio.isinstance(outcome[2], aio.DeadlockError) then
    run:note("deadlock", outcome[2].message)
    run:check(#run.injections > 0, "a deadlock without any cancellation")
    judge_deadlock(run, stuck)
  else
    run:check(outcome[1], "main failed: %s", tostring(outcome[2]))
    for _, victim in ipairs(run.victims) do run:check(victim.task:done(), "%s is left", victim.name) end
  end
  for _, victim in ipairs(run.victims) do judge_victim(run, options, victim) end
end

local function execute(run, options, build)
  local runner = aio.Runner { clock = "virtual" }
  runner:get_loop():set_exception_handler(function(_, context)
    run:check(false, "reported: %s: %s", context.message, tostring(context.exception))
  end)
  local verify, stuck
  local main = async(function()
    verify, stuck = build(run)
    run:start_chains(math.huge)
    for _, victim in ipairs(run.victims) do
      local _, err = aio.try(await, victim.task)
      if run.over then error(err, 0) end
    end
    for _, helper in ipairs(run.helpers) do await(helper) end
    run.over = true
  end)
  local outcome = table.pack(native.try(runner.run, runner, main()))
  run.over = true
  judge(run, options, outcome, stuck)
  runner:close()
  for _, victim in ipairs(run.victims) do run:check(victim.task:done(), "%s has outlived the loop", victim.name) end
  if verify then verify(run) end
  return run
end

-- ---- All runs of a program -------------------------------------------------------------------------

local function describe(injections)
  local parts = {}
  for i, one in ipairs(injections) do
    parts[i] = ("task %d at %s %d%s"):format(one.victim, one.where, one.at,
      one.place and (", place " .. one.place) or "")
  end
  return #parts > 0 and table.concat(parts, "; ") or "no cancellation"
end

local function copy(injections)
  local result = {}
  for i, one in ipairs(injections) do
    result[i] = { where = one.where, at = one.at, place = one.place, victim = one.victim }
  end
  return result
end

local runs = 0

-- Whether the engine has let go of everything; finds what the collector alone knows.
local function judge_memory(run, anchored)
  local dropped = check.take_never_awaited()
  run:check(#dropped == 0, "never awaited: %s", table.concat(dropped, ", "))
  run.victims, run.by_task = {}, {}
  collectgarbage()
  run:check(native.anchored() <= anchored, "the engine still keeps %d values alive", native.anchored() - anchored)
end

local function new_run(program, injections, traced)
  return run_module.new(program.variant, copy(injections), program.options.timed, traced)
end

local function run_once(program, injections)
  local anchored = native.anchored()
  local run = execute(new_run(program, injections), program.options, program.build)
  runs = runs + 1
  local victims = #run.victims
  if runs % 8 == 0 or run.problem then judge_memory(run, anchored) end
  if not run.problem then return run, victims end
  local traced = execute(new_run(program, injections, true), program.options, program.build)
  error(("%s\n  seed %d, %s\n%s"):format(run.problem, seed, describe(injections), table.concat(traced.trace, "\n")), 0)
end

-- Every single cancellation of one kind, until the program has ended before it. Returns how long it lasted.
local function run_each(program, victims, where, place)
  local longest = 0
  for victim = 1, victims do
    local at = 0
    repeat
      at = at + 1
      local run = run_once(program, { { where = where, at = at, place = place, victim = victim } })
    until run.fired == 0
    longest = math.max(longest, at - 1)
  end
  return longest
end

local function random_injection(victims, ticks, points)
  local victim = math.random(victims)
  if math.random(3) == 1 then return { where = "point", at = math.random(points), victim = victim } end
  return { where = "tick", at = math.random(ticks), place = math.random(0, victims), victim = victim }
end

local function explore(program)
  local base, victims = run_once(program, {})
  assert(victims > 0 and base.points > 0)
  local points, ticks = run_each(program, victims, "point"), 0
  for place = 0, victims do ticks = math.max(ticks, run_each(program, victims, "tick", place)) end
  math.randomseed(seed)
  for _ = 1, (program.options.random or 150) * factor do
    local injections = {}
    for i = 1, math.random(2, 3) do injections[i] = random_injection(victims, ticks, points) end
    run_once(program, injections)
  end
end

injection.variants = { "plain", "try", "pcall", "close" }

--- Defines and explores a program. `options`: variants (all four); timed: it has timers; spreads: a
--- cancellation goes on to other tasks; swallows: a cancelled task need not end cancelled; fails: tasks
--- may raise errors; random: how many random runs.
function injection.program(name, options, build)
  for _, variant in ipairs(options.variants or injection.variants) do
    check.plain(("%s (%s)"):format(name, variant), function()
      explore { variant = variant, options = options, build = build }
    end)
  end
end

function injection.finish()
  print(("%d runs"):format(runs))
  check.finish()
end

return injection
