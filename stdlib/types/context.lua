---@meta _

---@class aio
local aio = {}

---A variable with a value for each task. Tasks and callbacks begin with the values of where they are made; what they
---set does not reach back.
---@class aio.ContextVar
local ContextVar = {}

---@param name string
---@param options? {default: any}
---@return aio.ContextVar
function aio.ContextVar(name, options) end

---Its value; else `default`, else the default of the variable, else an error.
---@param default? any
---@return any
function ContextVar:get(default) end

---@param value any
---@return aio.ContextToken
function ContextVar:set(value) end

---Back to what it was before the `set` that returned the token. A token works once.
---@param token aio.ContextToken
function ContextVar:reset(token) end

---@class aio.ContextToken

---The current context, for the option `context` of `create_task`. Do not change the table.
---@return table
function aio.copy_context() end

---A task or future, its stack, and the same of those who wait for it.
---@class aio.CallGraph
---@field future aio.Future
---@field call_stack aio.Frame[] innermost first
---@field awaited_by aio.CallGraph[]

---@class aio.CallGraphOptions
---@field limit? integer frames of each stack: n > 0 the innermost, n < 0 the outermost, 0 none

---@param future? aio.Future default: the running task
---@param options? aio.CallGraphOptions
---@return aio.CallGraph
function aio.capture_call_graph(future, options) end

---@param future? aio.Future default: the running task
---@param options? aio.CallGraphOptions
---@return string
function aio.format_call_graph(future, options) end

---Writes the graph to stdout, or to the option `file`.
---@param future? aio.Future default: the running task
---@param options? {limit: integer?, file: file*?}
function aio.print_call_graph(future, options) end
