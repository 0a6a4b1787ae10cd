---@meta _

---@class aio
local aio = {}

---A variable with a value for each task. Tasks and callbacks begin with the values of where they are made; what they
---set does not reach back.
---@class aio.ContextVar
local ContextVar = {}

---Makes a variable. Two of the same name are two variables.
---@param name string for people: it shows in messages
---@param options? {default: any} `default`: what `get` returns where nothing was set
---@return aio.ContextVar variable without a value yet
function aio.ContextVar(name, options) end

---Its value; else `default`, else the default of the variable, else an error.
---@param default? any returned when the task has no value for it
---@return any value in the current context
function ContextVar:get(default) end

---Sets it for the current task, and for the tasks and callbacks that this one makes from now on.
---@param value any the value
---@return aio.ContextToken token for `reset`
function ContextVar:set(value) end

---Back to what it was before the `set` that returned the token. A token works once.
---@param token aio.ContextToken what `set` returned
function ContextVar:reset(token) end

---What a variable was before a `set`.
---@class aio.ContextToken

---The current context, for the option `context` of `create_task`. Do not change the table.
---@return table context an opaque table
function aio.copy_context() end

---A task or future, its stack, and the same of those who wait for it.
---@class aio.CallGraph
---@field future aio.Future whose graph it is
---@field call_stack aio.Frame[] innermost first
---@field awaited_by aio.CallGraph[] the tasks and futures that wait for it

---How much of each stack a call graph shows.
---@class aio.CallGraphOptions
---@field limit? integer frames of each stack: n > 0 the innermost, n < 0 the outermost, 0 none

---Who waits for whom, as a table: the stack of a task, of those who wait for it, and so on.
---@param future? aio.Future default: the running task
---@param options? aio.CallGraphOptions how much of each stack
---@return aio.CallGraph graph a snapshot
function aio.capture_call_graph(future, options) end

---The same as text, as tracebacks have it.
---@param future? aio.Future default: the running task
---@param options? aio.CallGraphOptions how much of each stack
---@return string text several lines
function aio.format_call_graph(future, options) end

---Writes the graph to stdout, or to the option `file`.
---@param future? aio.Future default: the running task
---@param options? {limit: integer?, file: file*?} `limit`: see `capture_call_graph`; `file`: an open file
function aio.print_call_graph(future, options) end
