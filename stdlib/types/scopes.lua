---@meta _

-- Scopes are held in a <close> variable; what they promise happens when the block is left.

---@class aio.Timeout
local Timeout = {}

---The deadline in the time of `loop:time()`; nil: none.
---@return number?
function Timeout:when() end

---Moves the deadline; nil: never. Raises after the deadline and after the block.
---@param when number?
function Timeout:reschedule(when) end

---Whether the deadline came while the block ran.
---@return boolean
function Timeout:expired() end

---Leaving the block waits for all tasks. The first error of a task, or of the block, cancels the other tasks and the
---block; then the block raises ExceptionGroup. CancelledErrors of tasks are no errors.
---@class aio.TaskGroup
local TaskGroup = {}

---Refused once the group is ending.
---@param c aio.Coroutine|(async fun(): ...)
---@param options? aio.TaskOptions
---@return aio.Task
function TaskGroup:create_task(c, options) end

---Cancels tasks and block; the block then ends without an error. Only a block that is in the middle of an await of
---its own is left by CancelledError: call it through `aio.try`.
function TaskGroup:cancel() end

---@class aio.Runner
local Runner = {}

---Runs `main` to its end, in the runner's loop. Raises its error.
---@param main aio.Awaitable|(async fun(): ...)
---@return any ... its results
function Runner:run(main) end

---The runner's loop, made at the first use. Raises "Runner is closed".
---@return aio.EventLoop
function Runner:get_loop() end

---Cancels what is left, closes the loop. Twice is once.
function Runner:close() end
