---@meta _

-- Scopes are held in a <close> variable; what they promise happens when the block is left.

---A time limit for a block; leaving the block after the deadline raises TimeoutError.
---@class aio.Timeout
local Timeout = {}

---The deadline in the time of `loop:time()`; nil: none.
---@return number? when seconds, as `loop:time()` tells them
function Timeout:when() end

---Moves the deadline; nil: never. Raises after the deadline and after the block.
---@param when number? seconds, as `loop:time()` tells them
function Timeout:reschedule(when) end

---Whether the deadline came while the block ran.
---@return boolean result also when the block ended by another error
function Timeout:expired() end

---Leaving the block waits for all tasks. The first error of a task, or of the block, cancels the other tasks and the
---block; then the block raises ExceptionGroup. CancelledErrors of tasks are no errors.
---@class aio.TaskGroup
local TaskGroup = {}

---Refused once the group is ending.
---@param c aio.Coroutine|(async fun(): ...) what the task runs
---@param options? aio.TaskOptions name, context, eager start
---@return aio.Task task already scheduled
function TaskGroup:create_task(c, options) end

---Cancels tasks and block; the block then ends without an error. Only a block that is in the middle of an await of
---its own is left by CancelledError: call it through `aio.try`.
function TaskGroup:cancel() end

---One loop for several runs.
---@class aio.Runner
local Runner = {}

---Runs `main` to its end, in the runner's loop. Raises its error.
---@param main aio.Awaitable|(async fun(): ...) coroutine object, or a function that is called without arguments
---@return any ... its results
function Runner:run(main) end

---The runner's loop, made at the first use. Raises "Runner is closed".
---@return aio.EventLoop loop the runner's
function Runner:get_loop() end

---Cancels what is left, closes the loop. Twice is once.
function Runner:close() end
