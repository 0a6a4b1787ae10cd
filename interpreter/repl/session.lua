-- One session: evaluates inputs, each as a task of one loop that lives as long as the session.
local aio_native = require "aio.native"
local commands = require "aio.repl.commands"
local inspect = require "aio.repl.inspect"
local locals = require "aio.repl.locals"
local parse = require "aio.repl.parse"
local problems = require "aio.repl.problems"
local shut_down = require "aio.shutdown"

local Session = {}
Session.__index = Session

local chunk_name = "=stdin"

--- new(native, globals, colours) → session
function Session.new(native, globals, colour)
  local self = setmetatable({ native = native, globals = globals, colour = colour, variables = {} }, Session)
  self:renew_loop()
  return self
end

-- ---- Output ----------------------------------------------------------------------------------------

function Session:say(text) self.native.write(text .. "\n") end

function Session:complain(text) self.native.write_error(self.colour.error(text) .. "\n") end

function Session:view()
  return { colour = self.colour, columns = self.native.columns(), width = self.native.width }
end

function Session:show_error(message, trace)
  self.native.write_error(problems.runtime(message, trace, "stdin", self:view()) .. "\n")
end

-- Values that fit stand side by side, as print has them.
local function joined(texts)
  for _, text in ipairs(texts) do
    if text:find("\n", 1, true) then return table.concat(texts, "\n") end
  end
  return table.concat(texts, "\t")
end

function Session:show_values(values)
  if values.n == 0 then return end
  local texts, view = {}, self:view()
  for i = 1, values.n do texts[i] = inspect.inspect(values[i], view) end
  self:say(joined(texts))
  local first = values[1]
  if first == nil then return end
  rawset(self.globals, "_", first)
  if aio_native.iscoroutine(first) then self:say(self.colour.dim "(it has not run yet: await(_) runs it)") end
end

-- ---- The loop --------------------------------------------------------------------------------------

-- What the engine reports: a task that failed in the background, a broken callback.
function Session:on_exception(context)
  local message, is_task = tostring(context.message):gsub("^Task exception was never retrieved: ", "")
  if context.exception == nil then return self:complain(message) end
  local text = self:error_text(context.exception)
  self:show_error(message .. (is_task > 0 and ", failed: " or ": ") .. text, context.traceback)
end

--- renew_loop(): a loop for what follows; the last one is closed or there was none
function Session:renew_loop()
  self.loop = aio_native.new_event_loop()
  self.loop:set_exception_handler(function(_, context) self:on_exception(context) end)
  self.native.join(self.loop)
end

-- ---- Evaluating ------------------------------------------------------------------------------------

local function is_interrupt(err) return aio_native.isinstance(err, aio_native.KeyboardInterrupt) end

-- The loop was left, but the input has not ended. One that waits for what can never happen is
-- cancelled; one that does not end even after a second Ctrl-C goes on without us.
function Session:settle(task, err)
  if is_interrupt(err) then
    self:complain(("interrupted; task '%s' has not ended yet and goes on in the background"):format(task:get_name()))
    return
  end
  self:show_error(self:error_text(err))
  task:cancel()
  aio_native.try(self.loop.run_until_complete, self.loop, task)
end

-- Runs the loop until the input is done. Returns whether Ctrl-C was typed, and whether everything
-- has been told already.
function Session:wait(task)
  local interrupts <close> = aio_native.interrupts(task)
  local ok, err = aio_native.try(self.loop.run_until_complete, self.loop, task)
  local left = not ok and not task:done()
  if left then self:settle(task, err) end
  return interrupts:count() > 0, left and (not task:done() or task:cancelled())
end

function Session:start(run)
  aio_native.set_context(self.context)
  local ok, task, entered = aio_native.try(aio_native.start_main, aio_native.async(run)())
  aio_native.set_context(nil)
  if not ok then error(task, 0) end
  return task, entered
end

-- Tables raised as errors are shown as they are.
function Session:error_text(err)
  local text = self.native.error_text(err)
  if not text:find "^%(error object is" then return text end
  return "error: " .. inspect.inspect(err, { columns = self.native.columns() - 7, width = self.native.width })
end

function Session:show_failure(task, interrupted)
  local err, trace = self.native.failure(task)
  if interrupted and task:cancelled() then
    self:complain "interrupted"
  else
    self:show_error(is_interrupt(err) and "interrupted" or self:error_text(err), trace)
  end
end

-- Runs the function as an input. Returns whether it ended well, its values.
function Session:run(run)
  self.native.begin_input()
  local task, entered = self:start(run)
  local interrupted, told = false, false
  if entered then interrupted, told = self:wait(task) end
  self.native.begin_input() -- what insists has had its way
  self.native.clear_fatal()
  if not task:done() then return false end
  self.context = task:get_context()
  if aio_native.succeeded(task) then return true, table.pack(task:result()) end
  if not told then self:show_failure(task, interrupted) end
  return false
end

--- evaluate(text [, chunk_name]) → whether it ended well; tells what there is to tell
function Session:evaluate(text, name)
  local run, what, message, at = parse.parse(self, text, name or chunk_name)
  if run then return self:show_result(run) end
  if what == "incomplete" then at = #text:gsub("%s+$", "") + 1 end
  self.native.write_error(problems.syntax(message, text, at, self:view()) .. "\n")
  return false
end

function Session:show_result(run)
  local ok, values = self:run(run)
  if ok then self:show_values(values) end
  return ok
end

--- needs_more(text) → whether the input goes on in the next line
function Session:needs_more(text)
  if commands.is_command(text) or not text:find "%S" then return false end
  local _, what = parse.parse(self, text, chunk_name)
  return what == "incomplete"
end

-- ---- For completion --------------------------------------------------------------------------------

function Session:local_value(name) return locals.value(self, name) end

--- input(text): evaluates what was typed
function Session:input(text)
  if not text:find "%S" then return end
  local hint = commands.hint(self, text)
  if hint then return self:say(hint) end
  if commands.is_command(text) then commands.run(self, text) else self:evaluate(text) end
end

--- close(): cancels what runs, waits for it
function Session:close()
  self.native.begin_input()
  self.native.report_failures()
  local ok, err = aio_native.try(shut_down, self.loop)
  if not ok and not is_interrupt(err) then self:show_error(self:error_text(err)) end
end

return Session
