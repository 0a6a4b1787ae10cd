-- Prints an abstract program (see program.lua) as Python.

local statements = require "random.statements"
local Writer = require "random.writer"

local write = {}  -- node kind → function(out, node)

local constants = {[true] = "True", [false] = "False", [statements.NIL] = "None"}

local function value(argument)
  if constants[argument] then return constants[argument] end
  if type(argument) == "string" then return string.format("%q", argument) end
  if type(argument) ~= "table" then return tostring(argument) end
  if argument.body then return argument.body end
  local parts = {}
  for index, item in ipairs(argument.list or argument) do parts[index] = value(item) end
  return "[" .. table.concat(parts, ", ") .. "]"
end

local function call_text(name, args)
  local parts = {}
  for index, argument in ipairs(args) do parts[index] = value(argument) end
  return name .. "(" .. table.concat(parts, ", ") .. ")"
end

local function write_block(out, block)
  out:indented(function()
    for _, node in ipairs(block) do write[node.kind](out, node) end
  end)
end

function write.call(out, node)
  out:line("%s%s", node.awaited and "await " or "", call_text(node.name, node.args))
end

function write.define(out, node)
  out:line("async def %s():", node.name)
  write_block(out, node.block)
  out:indented(function() out:line("return %d", node.value) end)
end

function write.inline(out, node)
  out:line("await %s()", node.name)
end

function write.scope(out, node)
  out:line("async with %s:", call_text(node.name, node.args))
  write_block(out, node.block)
end

function write.try(out, node)
  out:line("try:")
  write_block(out, node.block)
  out:line("except %s as err:", node.class)
  out:indented(function() out:line("log_error(%q, err)", node.label) end)
  write_block(out, node.handler)
  if node.again then out:indented(function() out:line("raise") end) end
end

function write.finally(out, node)
  out:line("try:")
  write_block(out, node.block)
  out:line("finally:")
  write_block(out, node.cleanup)
end

function write.loop(out, node)
  out:line("for _ in range(%d):", node.count)
  write_block(out, node.block)
end

function write.generator(out, node)
  out:line("async def %s():", node.name)
  write_block(out, node.block)
  out:line("async for value in %s():", node.name)
  out:indented(function() out:line("log(%q, value)", node.label) end)
end

function write.yield(out, node)
  out:line("yield %d", node.value)
end

function write.callback(out, node)
  out:line("def %s():", node.name)
  write_block(out, node.block)
  if node.delay then
    out:line("later(%d, %s, %s)", node.number, node.delay, node.name)
  else
    out:line("soon(%d, %s)", node.number, node.name)
  end
end

local plan_order = {"locks", "semaphores", "events", "conditions", "queues", "barriers", "futures"}

local function plan_text(plan)
  local parts = {}
  for index, name in ipairs(plan_order) do
    parts[index] = string.format("%q: %s", name, value(plan[name]))
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

-- The text of a module that defines the coroutine function `main`.
return function(program)
  local out = Writer.new("    ")
  out:line("async def main():")
  out:indented(function() out:line("build(%s)", plan_text(program.plan)) end)
  write_block(out, program.main)
  return out:text()
end
