-- Prints an abstract program (see program.lua) as Lua.

local statements = require "random.statements"
local Writer = require "random.writer"

local write = {}  -- node kind → function(out, node)

local function value(argument)
  if argument == statements.NIL then return "nil" end
  if type(argument) == "string" then return string.format("%q", argument) end
  if type(argument) ~= "table" then return tostring(argument) end
  if argument.body then return argument.body end
  local parts = {}
  for index, item in ipairs(argument.list or argument) do parts[index] = value(item) end
  return "{" .. table.concat(parts, ", ") .. "}"
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

-- The body of a function: its last scope needs no block of its own.
local function write_body(out, block)
  out:indented(function()
    for index, node in ipairs(block) do write[node.kind](out, node, index == #block) end
  end)
end

local function write_scoped(out, is_last, write_inside)
  if is_last then return write_inside() end
  out:line("do")
  out:indented(write_inside)
  out:line("end")
end

function write.call(out, node)
  local text = call_text(node.name, node.args)
  out:line("%s", node.awaited and "await(" .. text .. ")" or text)
end

function write.define(out, node)
  out:line("local %s = async(function()", node.name)
  write_block(out, node.block)
  out:indented(function() out:line("return %d", node.value) end)
  out:line("end)")
end

function write.inline(out, node)
  out:line("await(%s())", node.name)
end

function write.scope(out, node, is_last)
  local text = call_text(node.name, node.args)
  write_scoped(out, is_last, function()
    out:line("local _ <close> = %s", node.acquired and "await(" .. text .. ":acquire())" or text)
    for _, inner in ipairs(node.block) do write[inner.kind](out, inner) end
  end)
end

local classes = {
  Exception = '"Exception"',
  CancelledError = "CancelledError",
}

-- A handler that only logs.
local function write_shelter(out, node)
  out:line("shelter(%q, %s, function()", node.label, classes[node.class] or "nil")
  write_body(out, node.block)
  out:line("end)")
end

function write.try(out, node, is_last)
  if #node.handler == 0 then return write_shelter(out, node) end
  write_scoped(out, is_last, function()
    out:line("local ok, err = try(function()")
    write_body(out, node.block)
    out:line("end)")
    out:line("if not ok then")
    out:indented(function()
      if classes[node.class] then out:line("expect(err, %s)", classes[node.class]) end
      out:line("log_error(%q, err)", node.label)
    end)
    write_block(out, node.handler)
    if node.again then out:indented(function() out:line("error(err, 0)") end) end
    out:line("end")
  end)
end

function write.finally(out, node, is_last)
  write_scoped(out, is_last, function()
    out:line("local _ <close> = defer(function()")
    write_body(out, node.cleanup)
    out:line("end)")
    for _, inner in ipairs(node.block) do write[inner.kind](out, inner) end
  end)
end

function write.loop(out, node)
  out:line("for _ = 1, %d do", node.count)
  write_block(out, node.block)
  out:line("end")
end

function write.generator(out, node)
  out:line("local %s = coroutine.wrap(function()", node.name)
  write_block(out, node.block)
  out:line("end)")
  out:line("for value in %s do log(%q, value) end", node.name, node.label)
end

function write.yield(out, node)
  out:line("coroutine.yield(%d)", node.value)
end

function write.callback(out, node)
  if node.delay then
    out:line("later(%d, %s, function()", node.number, node.delay)
  else
    out:line("soon(%d, function()", node.number)
  end
  write_body(out, node.block)
  out:line("end)")
end

local plan_order = {"locks", "semaphores", "events", "conditions", "queues", "barriers", "futures"}

local function write_plan(out, plan)
  out:line("build {")
  out:indented(function()
    for _, name in ipairs(plan_order) do out:line("%s = %s,", name, value(plan[name])) end
  end)
  out:line("}")
end

-- The text of a chunk that returns the program's main function.
return function(program)
  local out = Writer.new("  ")
  out:line('local _ENV = require "random.runtime"')
  out:line("")
  out:line("return function()")
  out:indented(function() write_plan(out, program.plan) end)
  write_body(out, program.main)
  out:line("end")
  return out:text()
end
