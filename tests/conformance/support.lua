-- What scenarios and random programs share; the twin of oracle/support.py.
--
-- A trace line is `<tick> <event>`; ticks count the loop's iterations from main's first step.
-- Outside a running loop the tick is `-`.

local aio = require "aio"
local native = require "aio.native"

local async, await = aio.async, aio.await

local support = {
  trace = {},      -- lines of the scenario that is playing
  scenarios = {},  -- array of {name, play} of the file that was loaded last
}

local clock = {tick = 0, time = 0}

-- The ordinary error of the scenarios: `error(Boom("why"), 0)`.
local Boom = setmetatable({name = "Boom"}, {
  __call = function(class, message)
    return setmetatable({message = message}, class)
  end,
})
Boom.__index = Boom
Boom.__tostring = function(boom) return "Boom: " .. boom.message end
support.Boom = Boom

function support.is(value, class)
  if class == Boom then return getmetatable(value) == Boom end
  return aio.isinstance(value, class)
end

-- Descriptions of values and errors ------------------------------------------------------------

local error_names = {
  "TimeoutError", "InvalidStateError", "QueueEmpty", "QueueFull", "QueueShutDown",
  "BrokenBarrierError", "DeadlockError",
}

local describe

-- An error as a value to describe: one that is a string, as against a result that is one.
local function caught(err)
  if type(err) == "string" then return "misuse" end
  return err
end

local function describe_list(values)
  local parts = {}
  for index = 1, values.n or #values do parts[index] = describe(values[index]) end
  return "[" .. table.concat(parts, ", ") .. "]"
end

local function with_message(name, message)
  if message == nil or message == "" then return name end
  return name .. " " .. tostring(message)
end

-- The text of an error; nil if the value is none. An error that is a plain string, or anything
-- else that Python would raise as RuntimeError, ValueError or TypeError, is "misuse".
local function describe_error(value)
  if getmetatable(value) == Boom then return with_message("Boom", value.message) end
  if aio.isinstance(value, aio.CancelledError) then
    return with_message("CancelledError", value.message)
  end
  if aio.isinstance(value, aio.ExceptionGroup) then
    local errors = {}
    for index, err in ipairs(value.exceptions) do errors[index] = caught(err) end
    return "Group" .. describe_list(errors)
  end
  for _, name in ipairs(error_names) do
    if aio.isinstance(value, aio[name]) then return name end
  end
  return nil
end

local function is_task(value)
  return aio.isfuture(value) and value.get_name ~= nil
end

function describe(value)
  local kind = type(value)
  if kind == "number" then return string.format("%.14g", value) end
  if kind ~= "table" and kind ~= "userdata" then return tostring(value) end
  local text = describe_error(value)
  if text then return text end
  if is_task(value) then return value:get_name() end
  if kind == "table" and getmetatable(value) == nil then return describe_list(value) end
  if value.release then return "true" end -- acquire() gives the lock where Python gives True
  return "something"
end

support.describe, support.caught = describe, caught

-- The trace ------------------------------------------------------------------------------------

function support.tick()
  return native.running_loop() and native.tick() - clock.tick or "-"
end

function support.log(...)
  local parts = {tostring(support.tick())}
  for index = 1, select("#", ...) do
    parts[index + 1] = describe((select(index, ...)))
  end
  support.trace[#support.trace + 1] = table.concat(parts, " ")
end

local log = support.log

-- The running iteration becomes tick 0 and now becomes time 0.
function support.start_clock()
  clock.tick = native.tick()
  clock.time = aio.get_running_loop():time()
end

-- Virtual seconds since the clock was started.
function support.elapsed()
  return aio.get_running_loop():time() - clock.time
end

-- Running scenarios ----------------------------------------------------------------------------

-- Only what the loop says at a definite moment; "never retrieved" depends on collection.
local function log_exception_context(_, context)
  if context.message:find("^Exception in callback") then
    log("callback failed:", caught(context.exception))
  elseif context.message:find("^unhandled exception during") then
    log("failed during shutdown:", caught(context.exception))
  elseif context.message:find("exception in shielded future$") then
    log("shielded future failed:", caught(context.exception))
  end
end

-- Runs the function on a fresh loop; what comes out of it is the last line of the trace.
-- Afterwards nothing may be left: no unfinished task, and the loop is closed.
function support.run(main)
  local loop
  local timed_main = async(function()
    loop = aio.get_running_loop()
    support.start_clock()
    loop:set_exception_handler(log_exception_context)
    return await(async(main)())
  end)
  local ok, value = pcall(aio.run, timed_main(), {clock = "virtual"})
  if not ok then
    log("raised", caught(value))
  elseif value ~= nil then
    log("returned", value)
  end
  if not loop:is_closed() then log("left: an open loop") end
  if #aio.all_tasks(loop) > 0 then log("left:", aio.all_tasks(loop)) end
end

function support.scenario(name, main)
  local play = function() support.run(main) end
  table.insert(support.scenarios, {name = name, play = play})
end

-- A scenario that drives its loops itself instead of being a main task.
function support.standalone(name, play)
  table.insert(support.scenarios, {name = name, play = play})
end

function support.new_loop()
  return aio.new_event_loop()
end

function support.new_runner()
  return aio.Runner{clock = "virtual"}
end

-- Small things that scenarios are made of --------------------------------------------------------

function support.spawn(name, coro, options)
  options = options or {}
  options.name = name
  return aio.create_task(coro, options)
end

support.pause = async(function(turns)
  for _ = 1, turns or 1 do await(aio.sleep(0)) end
end)

-- Awaits and returns what came out, value or error; an error counts as handled.
support.outcome = async(function(awaitable)
  local ok, value = aio.try(await, awaitable)
  if ok then return value end
  return caught(value)
end)

-- Calls and returns what came out, value or error.
function support.attempt(f, ...)
  local ok, value = pcall(f, ...)
  if ok then return value end
  return caught(value)
end

function support.fail(message)
  error(Boom(message), 0)
end

-- In a handler: the error is raised again unless it is of this class. "Exception" stands for
-- everything but cancellation, as in Python.
function support.expect(err, class)
  local wanted
  if class == "Exception" then
    wanted = not aio.isinstance(err, aio.CancelledError)
  else
    wanted = support.is(err, class)
  end
  if not wanted then error(err, 0) end
end

-- `try … finally`: the function runs when the variable goes out of scope, and may await.
function support.defer(f)
  return setmetatable({}, {__close = function() f() end})
end

function support.state(future)
  if not future:done() then return "pending" end
  if future:cancelled() then return "cancelled" end
  local err = future:exception()
  if err ~= nil then return "failed " .. describe(caught(err)) end
  return "finished " .. describe((future:result()))
end

function support.names(tasks)
  local list = {}
  for index, task in ipairs(tasks) do list[index] = task:get_name() end
  table.sort(list)
  return "{" .. table.concat(list, ", ") .. "}"
end

local function graph_text(graph)
  local name = is_task(graph.future) and graph.future:get_name() or "future"
  local awaiters = {}
  for index, awaiter in ipairs(graph.awaited_by) do awaiters[index] = graph_text(awaiter) end
  table.sort(awaiters)
  if #awaiters == 0 then return name end
  return name .. "{" .. table.concat(awaiters, ", ") .. "}"
end

-- Who awaits `future`, as text: its name and, in braces, everyone who awaits it.
function support.graph_text(future)
  return graph_text(aio.capture_call_graph(future))
end

return support
