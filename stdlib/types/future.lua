---@meta _

---@class aio
local aio = {}

---A result, an error or a cancellation that arrives once.
---@class aio.Future: aio.Awaitable
local Future = {}

---A pending future of the running loop.
---@return aio.Future
function aio.Future() end

---Several values are all handed on. Raises InvalidStateError on a future that is done.
---@param ... any
function Future:set_result(...) end

---Any value can be the error. An error class stands for an error of that class.
---Raises InvalidStateError on a future that is done.
---@param err any
function Future:set_exception(err) end

---The results; raises the error if it failed, CancelledError if it was cancelled, InvalidStateError while pending.
---@return any ...
function Future:result() end

---The error, nil after success. Raises CancelledError if it was cancelled, InvalidStateError while pending.
---@return any
function Future:exception() end

---@return boolean
function Future:done() end

---@return boolean
function Future:cancelled() end

---Cancels it. False when it was done. See `aio.Task` for what cancelling a task means.
---@param message? any of the CancelledError
---@return boolean accepted
function Future:cancel(message) end

---Has `f` called with the future in the turn of the loop after completion; at once queued if it is done already.
---Callbacks run in order of registration, in the context in which they were added.
---@param f fun(future: aio.Future)
function Future:add_done_callback(f) end

---Removes every registration of `f`.
---@param f fun(future: aio.Future)
---@return integer removed
function Future:remove_done_callback(f) end

---@return aio.EventLoop
function Future:get_loop() end

---A future that drives a coroutine.
---
---`task:cancel()` makes CancelledError come out of the task's pending await, once. A task that is cancelled before its
---first step never runs. A plain `pcall` that catches the CancelledError does not settle it; `aio.try` does.
---@class aio.Task: aio.Future
local Task = {}

---"Task-7", or the name given to `create_task`.
---@return string
function Task:get_name() end

---@param name any made a string by `tostring`
function Task:set_name(name) end

---The coroutine object or function it was made of.
---@return aio.Coroutine|function
function Task:get_coro() end

---The context of its `ContextVar`s; nil while none was ever set.
---@return table?
function Task:get_context() end

---How many requests to cancel it are open: `cancel` adds one, `uncancel` takes one away.
---@return integer
function Task:cancelling() end

---@return integer left
function Task:uncancel() end

---A frame of a suspended task.
---@class aio.Frame
---@field source string file
---@field line integer -1 for C functions
---@field name string

---The whole suspended stack, innermost frame first.
---@return aio.Frame[]
function Task:get_stack() end

---Writes the stack to stderr.
function Task:print_stack() end
