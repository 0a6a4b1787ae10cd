---@meta _

---@class aio
local aio = {}

---A result, an error or a cancellation that arrives once.
---@class aio.Future: aio.Awaitable
local Future = {}

---A pending future of the running loop.
---@return aio.Future future to be set by somebody
function aio.Future() end

---Several values are all handed on. Raises InvalidStateError on a future that is done.
---@param ... any the results
function Future:set_result(...) end

---Any value can be the error. An error class stands for an error of that class.
---Raises InvalidStateError on a future that is done.
---@param err any the value but nil; an error class stands for an error of it
function Future:set_exception(err) end

---The results; raises the error if it failed, CancelledError if it was cancelled, InvalidStateError while pending.
---@return any ...
function Future:result() end

---The error, nil after success. Raises CancelledError if it was cancelled, InvalidStateError while pending.
---@return any err nil after success
function Future:exception() end

---Whether it has a result or an error, or was cancelled.
---@return boolean result false while it is pending
function Future:done() end

---Whether it was cancelled; of a task: whether it has ended by that.
---@return boolean result false while it is pending
function Future:cancelled() end

---Cancels it. False when it was done. See `aio.Task` for what cancelling a task means.
---@param message? any of the CancelledError
---@return boolean accepted
function Future:cancel(message) end

---Has `f` called with the future in the turn of the loop after completion; at once queued if it is done already.
---Callbacks run in order of registration, in the context in which they were added.
---@param f fun(future: aio.Future) its errors go to the loop's exception handler
function Future:add_done_callback(f) end

---Removes every registration of `f`.
---@param f fun(future: aio.Future) a function that was added
---@return integer removed
function Future:remove_done_callback(f) end

---The loop that it belongs to.
---@return aio.EventLoop loop its own
function Future:get_loop() end

---A future that drives a coroutine.
---
---`task:cancel()` makes CancelledError come out of the task's pending await, once. A task that is cancelled before its
---first step never runs. A plain `pcall` that catches the CancelledError does not settle it; `aio.try` does.
---@class aio.Task: aio.Future
local Task = {}

---"Task-7", or the name given to `create_task`.
---@return string name for people: it shows in messages
function Task:get_name() end

---Renames the task.
---@param name any made a string by `tostring`
function Task:set_name(name) end

---The coroutine object or function it was made of.
---@return aio.Coroutine|function source as given to `create_task`
function Task:get_coro() end

---The context of its `ContextVar`s; nil while none was ever set.
---@return table? context an opaque table
function Task:get_context() end

---How many requests to cancel it are open: `cancel` adds one, `uncancel` takes one away.
---@return integer count of open requests
function Task:cancelling() end

---Takes one request to cancel the task back: for code that has dealt with it, as scopes do.
---@return integer left
function Task:uncancel() end

---A frame of a suspended task.
---@class aio.Frame
---@field source string file
---@field line integer -1 for C functions
---@field name string of the function, or "main chunk"

---The whole suspended stack, innermost frame first.
---@return aio.Frame[] frames an array
function Task:get_stack() end

---Writes the stack to stderr.
function Task:print_stack() end
