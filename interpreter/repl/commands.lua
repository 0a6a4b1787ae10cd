-- What begins with a dot. Each command is given the session and the rest of its line.
local aio_native = require "aio.native"
local help = require "aio.repl.help"
local nearest = require "aio.repl.nearest"
local tasks = require "aio.repl.tasks"

local M = {}

local commands = {}

local overview = [[
Type Lua. An expression's values are printed, and _ keeps the last one; await works at the prompt;
locals live on. While you type, background tasks run.

  .help NAME    what a function of aio does, as in: .help aio.gather
  .help aio     all of them
  .tasks        the unfinished tasks, what each waits for, and since when
  .time EXPR    evaluates and says how long it took
  .load FILE    runs a file as if it had been typed
  .exit         leaves, as Ctrl-D does

Tab completes names, members and, in strings, files. Ctrl-R searches the history.
Ctrl-C cancels what runs, or clears the line; once more interrupts what does not stop.
Ctrl-D leaves and cancels all tasks.]]

local function get_help(session)
  session.help = session.help or help.open(session.native.definitions())
  return session.help
end

-- ".help lock:acquire", where lock is a variable: by what it is.
local function by_value(session, name)
  local first, rest = name:match "^([%a_][%w_]*)([%.:]?.*)$"
  if not first then return nil end
  local is_local, value = session:local_value(first)
  if not is_local then value = rawget(session.globals, first) end
  if value == nil then return nil end
  return get_help(session).topics["aio." .. aio_native.typename(value) .. rest:gsub(":", ".")]
end

commands[".help"] = function(session, name)
  if name == "" then return session:say(overview) end
  local texts = get_help(session)
  if name == "aio" then return session:say(texts:summary(session.colour)) end
  local topic, others = texts:find(name)
  topic = topic or by_value(session, name)
  if topic then return session:say(texts:write(topic, session.colour)) end
  local hint = others[1] and "; did you mean " .. table.concat(others, " or ") .. "?"
    or "; Lua's own functions are described at https://www.lua.org/manual/5.4/"
  session:complain(("there is no help for '%s'%s"):format(name, hint))
end

commands[".tasks"] = function(session)
  local loop = session.loop
  session:say(tasks.describe(session.native.waits(loop), loop:time(), session.colour))
end

commands[".time"] = function(session, expression)
  if expression == "" then
    return session:complain ".time needs something to evaluate, as in: .time await(aio.sleep(1))"
  end
  local clock = aio_native.time.monotonic
  local started, loop_started, cpu_started = clock(), session.loop:time(), os.clock()
  if not session:evaluate(expression) then return end
  local text = ("took %.6f s, %.6f s of it computing"):format(clock() - started, os.clock() - cpu_started)
  local loop_seconds = session.loop:time() - loop_started
  if session.native.is_virtual(session.loop) then text = text .. (", %.6f s of virtual time"):format(loop_seconds) end
  session:say(session.colour.dim(text))
end

commands[".load"] = function(session, path)
  if path == "" then return session:complain ".load needs the name of a file" end
  path = path:match '^"(.*)"$' or path:match "^'(.*)'$" or path
  local home = os.getenv "HOME"
  if home then path = path:gsub("^~/", home:gsub("%%", "%%%%") .. "/") end
  local file, reason = io.open(path, "rb")
  local text = file and file:read "a"
  if file then file:close() end
  if not text then
    return session:complain(("cannot load %s"):format(reason or path .. ": it is not a file"))
  end
  session:evaluate((text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", "")), "@" .. path)
end

commands[".exit"] = function(session) session.leaving = true end

M.names = {}
for name in pairs(commands) do M.names[#M.names + 1] = name end
table.sort(M.names)

local words = { help = ".help tells what there is", exit = ".exit or Ctrl-D leaves", quit = ".exit or Ctrl-D leaves" }

--- hint(session, text) → what somebody who types only this word is to be told, or nil
function M.hint(session, text)
  local word = text:match "^%s*(%a+)[%s%(%)]*$"
  local known = word and (session:local_value(word) or rawget(session.globals, word) ~= nil)
  return word and not known and words[word] or nil
end

--- is_command(text) → whether the input is one: a dot and a word
function M.is_command(text) return text:find "^%s*%.%a" ~= nil end

--- run(session, text)
function M.run(session, text)
  local name, rest = text:match "^%s*(%.%w+)%s*(.-)%s*$"
  local command = commands[name]
  if command then return command(session, rest) end
  local near = nearest.nearest(name, M.names)
  session:complain(("there is no command %s%s"):format(name,
    near and "; did you mean " .. near .. "?" or "; .help tells which there are"))
end

return M
