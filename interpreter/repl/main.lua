-- Reading inputs: lines until they are one, the history, completion, leaving.
local aio_native = require "aio.native"
local colours = require "aio.repl.colours"
local commands = require "aio.repl.commands"
local completion = require "aio.repl.completion"
local help = require "aio.repl.help"
local history = require "aio.repl.history"
local Session = require "aio.repl.session"

local greeting = ".help tells more; Ctrl-D leaves."

-- Stock `lua` lets scripts choose their prompts.
local function prompt(globals, name, usual)
  local chosen = rawget(globals, name)
  if chosen == nil then return usual end
  local ok, text = pcall(tostring, chosen)
  return ok and text or usual
end

local function open_history(session, terminal)
  if not terminal then return nil end
  local path = history.path(os.getenv)
  local inputs = history.open(path, {
    append = session.native.append_private,
    warn = function(message) session:complain(message) end,
  })
  inputs:load(session.native.add_history)
  return inputs
end

local function remember(session, inputs, text)
  if inputs and text:find "%S" and inputs:add(text) then session.native.add_history(text) end
end

local function offer_completion(session, reading)
  local scope = {
    globals = session.globals,
    variables = session.variables,
    value_of_local = function(name) return session:local_value(name) end,
    commands = commands.names,
    topics = function()
      session.help = session.help or help.open(session.native.definitions())
      return session.help.names
    end,
    system = { list_folder = session.native.list_folder, getenv = os.getenv },
  }
  session.native.set_completer(function(text) return completion.complete(scope, text, reading.earlier) end)
end

-- A whole input, or nil and why there is none. What was typed of an input that does not end is
-- evaluated at the end of the file, so that its error is seen.
local function read_input(session, reading)
  local text = nil
  while true do
    local first = text == nil
    reading.earlier = first and "" or text .. "\n"
    local shown = first and prompt(session.globals, "_PROMPT", "> ") or prompt(session.globals, "_PROMPT2", ">> ")
    if session.loop:is_closed() then session:renew_loop() end
    local line, why = session.native.read_line(session.loop, shown)
    if not line then
      if why == "end" and text then
        session.leaving = true
        return text
      end
      return nil, why
    end
    text = reading.earlier .. line
    if not session:needs_more(text) then return text end
  end
end

local function turn(session, inputs, reading)
  session.native.begin_input()
  local text, why = read_input(session, reading)
  if why == "end" then session.leaving = true end
  if not text then return end
  remember(session, inputs, text)
  session:input(text)
end

-- What leaves a turn otherwise: a second Ctrl-C that hit a background task, or our own code.
local function report(session, err)
  local interrupted = aio_native.isinstance(err, aio_native.KeyboardInterrupt)
  session:complain(interrupted and "interrupted" or session:error_text(err))
end

return function(native, globals)
  local terminal, missing_editor = native.terminal()
  local session = Session.new(native, globals, colours.make(colours.wanted(terminal, os.getenv)))
  if missing_editor then
    session:complain(("lines cannot be edited: %s (Debian's package is libreadline8)"):format(missing_editor))
  end
  if terminal then session:say(session.colour.dim(greeting)) end
  local reading = { earlier = "" }
  local inputs = open_history(session, terminal)
  offer_completion(session, reading)
  while not session.leaving do
    local ok, err = aio_native.try(turn, session, inputs, reading)
    if not ok then report(session, err) end
  end
  session:close()
end
