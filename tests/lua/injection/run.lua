-- One run of a program: its tasks, its trace, and the cancellations that are to happen in it (injection.lua).
local native = require "aio.native"

-- ---- One run ---------------------------------------------------------------------------------------

local Run = {}
Run.__index = Run

local function new_run(variant, injections, timed, traced)
  return setmetatable({
    variant = variant, injections = injections, victims = {}, by_task = {}, helpers = {},
    ticks = 0, points = 0, fired = 0, trace = traced and {}, timed = timed,
  }, Run)
end

function Run:note(...)
  if not self.trace then return end
  local running = native.running_loop()
  local task = running and aio.current_task()
  self.trace[#self.trace + 1] = ("  tick %2d  %-10s %s"):format(
    running and native.tick() or 0, task and task:get_name() or "-", table.concat({ ... }, " "))
end

--- Notes a violated invariant; the first one counts.
function Run:check(holds, problem, ...)
  if holds then return end
  problem = problem:format(...)
  self:note("VIOLATED:", problem)
  self.problem = self.problem or problem
end

local function inject(run, one)
  run.fired = run.fired + 1
  local victim = run.victims[one.victim]
  if not victim then return end
  local accepted = victim.task:cancel()
  run:note("CANCEL", victim.name, accepted and "" or "(done)")
  if accepted then victim.requests = victim.requests + 1 end
end

--- A step of a task reaches a point where it may cancel somebody, itself included.
function Run:point(...)
  self.points = self.points + 1
  self:note(...)
  for _, one in ipairs(self.injections) do
    if one.where == "point" and one.at == self.points then inject(self, one) end
  end
end

-- How many ticks in a row are counted before time may pass, in programs with timers: a ready callback stops the clock.
local ticks_per_instant, instant = 8, 0.5

-- Counts ticks by a chain of callbacks, which keeps its place in the ready queue, up to that of the injection.
local function start_chain(run, one)
  local loop, tick = aio.get_running_loop(), 0
  local function count()
    if run.over then return end
    tick = tick + 1
    run.ticks = math.max(run.ticks, tick)
    if tick == one.at then
      inject(run, one)
    elseif run.timed and tick % ticks_per_instant == 0 then
      loop:call_later(instant, count)
    else
      loop:call_soon(count)
    end
  end
  loop:call_soon(count)
end

--- Starts the chains whose place in the queue is before the next task.
function Run:start_chains(place)
  for _, one in ipairs(self.injections) do
    if one.where == "tick" and not one.started and one.place <= place then
      one.started = true
      start_chain(self, one)
    end
  end
end

--- Creates a task that may be cancelled; `options` as of create_task, which may be a group's.
function Run:task(name, f, group)
  self:start_chains(#self.victims)
  local victim = { name = name, requests = 0, started = false, finished = false }
  local body = async(function()
    victim.started = true
    self:point "starts"
    f(victim)
    self:note "ends"
    victim.finished = true
  end)
  local create = group and function(c, options) return group:create_task(c, options) end or aio.create_task
  victim.task = create(body(), { name = name })
  self.victims[#self.victims + 1] = victim
  self.by_task[victim.task] = victim
  return victim.task, victim
end

--- Creates a task that is never cancelled.
function Run:helper(f)
  self.helpers[#self.helpers + 1] = aio.create_task(async(f)(), { name = "helper" })
end

--- Says what the current task waits for from now on: what `stuck` is asked about if it waits for ever.
function Run:waits(what)
  local victim = self.by_task[aio.current_task()]
  if victim then victim.waits = what end
  self:point("waits for", what)
end

local function closing(f) return setmetatable({}, { __close = f }) end

--- Clean-up, which awaits in the variant "close".
function Run:clean_up()
  return closing(function()
    if self.variant ~= "close" then return end
    await(aio.sleep(0))
    self:point "cleans up"
    await(aio.sleep(0))
  end)
end

local function is_cancelled(err) return aio.isinstance(err, aio.CancelledError) end

--- Calls f in the way of the variant: as it is; caught by aio.try and tried again; caught by pcall and passed over.
function Run:guard(f)
  if self.variant == "try" then
    local ok, err
    repeat
      ok, err = aio.try(f)
      if not ok and (self.over or not is_cancelled(err)) then error(err, 0) end
    until ok
  elseif self.variant == "pcall" then
    local ok, err = pcall(f)
    if not ok and not is_cancelled(err) then error(err, 0) end
  else
    f()
  end
end

return { new = new_run, closing = closing }
