---@meta _

---The event loop. A script seldom needs it: `aio.run`, or the main chunk's first await, makes one.
---@class aio.EventLoop
---@field slow_callback_duration number seconds after which debug mode reports a step; default 0.1
local EventLoop = {}

---The loop's clock: seconds from an arbitrary start, never backwards.
---@return number
function EventLoop:time() end

---Calls `f(…)` in the next turn of the loop, behind all that is ready now.
---@param f function
---@param ... any
---@return aio.Handle
function EventLoop:call_soon(f, ...) end

---Calls `f(…)` after so many seconds. Equal deadlines: in order of creation.
---@param seconds number
---@param f function
---@param ... any
---@return aio.TimerHandle
function EventLoop:call_later(seconds, f, ...) end

---Calls `f(…)` at a time of `loop:time()`.
---@param when number
---@param f function
---@param ... any
---@return aio.TimerHandle
function EventLoop:call_at(when, f, ...) end

---@return aio.Future
function EventLoop:create_future() end

---Runs `f(…)` in a worker thread, or by an executor, as `aio.to_thread` does.
---@param executor table|nil an object with a method `submit(f, …)`; nil: the default one
---@param f function
---@param ... any what can be sent to a thread
---@return aio.Future
function EventLoop:run_in_executor(executor, f, ...) end

---What `nil` stands for in `run_in_executor` from now on.
---@param executor table|nil
function EventLoop:set_default_executor(executor) end

---Calls `f(…)` in the loop when the process gets the signal; replaces an earlier handler of the
---same signal. Several signals that arrive before their turn are one.
---@param name string "SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1" …
---@param f function
---@param ... any
function EventLoop:add_signal_handler(name, f, ...) end

---@param name string
---@return boolean removed whether there was one
function EventLoop:remove_signal_handler(name) end

---As `aio.create_task`, also on a loop that does not run yet.
---@param c aio.Coroutine|(async fun(): ...)
---@param options? aio.TaskOptions
---@return aio.Task
function EventLoop:create_task(c, options) end

---Runs the loop until `x` is done. Raises its error.
---@param x aio.Coroutine|aio.Future|(async fun(): ...)
---@return any ... results of `x`
function EventLoop:run_until_complete(x) end

---Runs the loop until `loop:stop()`.
function EventLoop:run_forever() end

---Ends the run after the current turn.
function EventLoop:stop() end

---Closes a loop that does not run. Unfinished tasks are abandoned; `aio.run` cancels them first.
function EventLoop:close() end

---@return boolean
function EventLoop:is_running() end

---@return boolean
function EventLoop:is_closed() end

---What an error that nobody catches is told to.
---@class aio.ExceptionContext
---@field message string
---@field exception? any the error
---@field task? aio.Task

---Replaces the default handler, which writes to stderr; nil puts it back.
---@param handler? fun(loop: aio.EventLoop, context: aio.ExceptionContext)
function EventLoop:set_exception_handler(handler) end

---@return function?
function EventLoop:get_exception_handler() end

---@param context aio.ExceptionContext
function EventLoop:call_exception_handler(context) end

---Has `factory` make every task: `factory(loop, c, options)` returns it. nil: the ordinary way.
---@param factory? fun(loop: aio.EventLoop, c: aio.Coroutine|function, options: aio.TaskOptions?): aio.Future
function EventLoop:set_task_factory(factory) end

---@return function?
function EventLoop:get_task_factory() end

---@return boolean
function EventLoop:get_debug() end

---Debug mode: steps that keep the loop busy for longer than `slow_callback_duration` are reported with the
---traceback of the code at fault, and tasks that end while holding a lock. It costs time.
---@param on boolean
function EventLoop:set_debug(on) end

---@class aio.Handle
local Handle = {}

---The call will not be made.
function Handle:cancel() end

---@return boolean
function Handle:cancelled() end

---@class aio.TimerHandle: aio.Handle
local TimerHandle = {}

---@return number when in the time of `loop:time()`
function TimerHandle:when() end
