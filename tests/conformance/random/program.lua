-- Makes an abstract concurrent program from a seed. A program is {seed, plan, main}; main is a block,
-- a block is an array of nodes, and the printers (lua_printer, python_printer) know these nodes:
--
--   call       name, args, awaited        a function of the runtime
--   define     name, block, value         an async function; value: what it returns
--   inline     name                       awaits a defined function in the same task
--   scope      name, args, acquired, block  closing scope: lock, semaphore, condition, timeout, group
--   try        class, label, block, handler, again   again: the handler raises the error again
--   finally    block, cleanup
--   loop       count, block
--   generator  name, label, block         a generator that awaits, read to its end
--   yield      value
--   callback   name, delay, number, block a function for call_soon or, with a delay, call_later
--
-- No two tasks may wait for each other: that hangs in a real program, and cancelling such a ring
-- recurses for ever. So a task waits only for tasks whose body was complete when its own was made.

local Dice = require "random.dice"
local statements = require "random.structures"

local Program = {}
Program.__index = Program

local semaphore_kinds = {"plain", "plain", "bounded"}
local queue_kinds = {"fifo", "fifo", "fifo", "lifo", "priority"}

local function new_plan(dice)
  local plan = {locks = dice:roll(2), events = dice:roll(2), conditions = dice:roll(2)}
  plan.futures = 1 + dice:roll(3)
  plan.semaphores, plan.queues = {}, {}
  for index = 1, 2 do
    plan.semaphores[index] = {dice:pick(semaphore_kinds), dice:roll(3) - 1}
    plan.queues[index] = {dice:pick(queue_kinds), dice:roll(4) - 1}
  end
  plan.barriers = {1 + dice:roll(2)}
  return plan
end

-- Every program prefers some kinds of statements and does without others.
local function weigh(dice, entries)
  local weights = {}
  for _, entry in ipairs(entries) do
    local factor = dice:pick({0, 1, 1, 1, 3})
    if entry.always then factor = math.max(factor, 1) end
    weights[#weights + 1] = {entry, entry.weight * factor}
  end
  return weights
end

-- A place where statements are made: which body, how deep, whether it may not await (sync), and
-- whether it runs outside of any task (callback).
function Program.inside(_, place, changes)
  local inner = {body = place.body, depth = place.depth + 1}
  inner.sync, inner.callback = place.sync, place.callback
  for key, value in pairs(changes or {}) do inner[key] = value end
  return inner
end

function Program:new_number(kind)
  self.numbers[kind] = (self.numbers[kind] or 0) + 1
  return self.numbers[kind]
end

function Program.new_label(_, body)
  body.labels = body.labels + 1
  return body.name .. "." .. body.labels
end

local function may_make(program, entry, place)
  if entry.awaits and place.sync then return false end
  if entry.in_task and place.callback then return false end
  if entry.deep and (place.depth >= 4 or program.budget <= 0) then return false end
  return true
end

local function append(block, nodes)
  for _, node in ipairs(nodes) do block[#block + 1] = node end
end

function Program:statement(place)
  self.budget = self.budget - 1
  for _ = 1, 20 do
    local entry = self.dice:weighted(self.weights)
    if may_make(self, entry, place) then
      local nodes = entry.make(self, place)
      if nodes then return nodes end
    end
  end
  return {statements.call("mark", {self:new_label(place.body)})}
end

function Program:block(place, most)
  local block = {}
  local count = self.budget > 0 and self.dice:roll(most or 4) or 1
  for _ = 1, count do
    append(block, self:statement(place))
  end
  return block
end

-- A block that survives its errors: what a body is made of, so that it does not end at the first.
function Program:sheltered_block(place, percent)
  local block = self:block(place, 4)
  if not self.dice:chance(percent) then return block end
  local class = self.dice:pick({"Exception", "BaseException"})
  return {{kind = "try", class = class, block = block, label = self:new_label(place.body), handler = {}}}
end

-- An async function of its own. `task` is its number if it is the body of one.
function Program:define(name, place, task)
  local inner = {body = {name = name, labels = 0}, depth = place.depth + 1}
  local block = self:sheltered_block(inner, 70)
  if self.dice:chance(60) then append(block, self:sheltered_block(inner, 60)) end
  if task then self.complete[#self.complete + 1] = task end
  return {kind = "define", name = name, block = block, value = self.dice:roll(90)}
end

-- A task that may be waited for, or nil.
function Program:finished_body()
  if #self.complete == 0 then return nil end
  return self.dice:pick(self.complete)
end

-- Main starts a few tasks before it does anything else, and gives up when all are stuck.
local function make_main(program)
  local place = {body = {name = "main", labels = 0}, depth = 1}
  local block = {}
  for _ = 1, program.dice:roll(5) do append(block, statements.new_task(program, place)) end
  for _ = 1, 2 + program.dice:roll(4) do append(block, program:sheltered_block(place, 90)) end
  return {{kind = "scope", name = "timeout_scope", args = {0, 60}, block = block}}
end

local function new_program(seed)
  local dice = Dice.new(seed)
  local program = setmetatable({
    seed = seed,
    dice = dice,
    plan = new_plan(dice),
    weights = weigh(dice, statements.entries),
    budget = 12 + dice:roll(28),
    numbers = {},
    complete = {},     -- numbers of tasks whose body is made
    open_groups = {},  -- groups whose owner is still being made
    groups = {},       -- groups that anyone may cancel at any time
  }, Program)
  program.main = make_main(program)
  return program
end

return {new = new_program}
