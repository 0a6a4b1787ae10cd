---@meta _

---The event loop. A script seldom needs it: `aio.run`, or the main chunk's first await, makes one.
---@class aio.EventLoop
---@field slow_callback_duration number seconds after which debug mode reports a step; default 0.1
local EventLoop = {}

---The loop's clock: seconds from an arbitrary start, never backwards.
---@return number seconds only differences mean something
function EventLoop:time() end

---Calls `f(…)` in the next turn of the loop, behind all that is ready now.
---@param f function its errors go to the exception handler
---@param ... any arguments of `f`
---@return aio.Handle handle can cancel the call
function EventLoop:call_soon(f, ...) end

---Calls `f(…)` after so many seconds. Equal deadlines: in order of creation.
---@param seconds number from now; zero or less: in the next turn
---@param f function its errors go to the exception handler
---@param ... any arguments of `f`
---@return aio.TimerHandle handle can cancel the call
function EventLoop:call_later(seconds, f, ...) end

---Calls `f(…)` at a time of `loop:time()`.
---@param when number seconds, as `loop:time()` tells them
---@param f function its errors go to the exception handler
---@param ... any arguments of `f`
---@return aio.TimerHandle handle can cancel the call
function EventLoop:call_at(when, f, ...) end

---A pending future of this loop.
---@return aio.Future future to be set by somebody
function EventLoop:create_future() end

---Runs `f(…)` in a worker thread, or by an executor, as `aio.to_thread` does.
---@param executor table|nil an object with a method `submit(f, …)`; nil: the default one
---@param f function what to call
---@param ... any what can be sent to a thread
---@return aio.Future future with the results of `f`
function EventLoop:run_in_executor(executor, f, ...) end

---What `nil` stands for in `run_in_executor` from now on.
---@param executor table|nil an object with a method `submit(f, …)`; nil: worker threads
function EventLoop:set_default_executor(executor) end

---Calls `f(…)` in the loop when the process gets the signal; replaces an earlier handler of the
---same signal. Several signals that arrive before their turn are one.
---@param name string "SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1" …
---@param f function what to call
---@param ... any arguments of `f`
function EventLoop:add_signal_handler(name, f, ...) end

---The signal does again what it did before `add_signal_handler`.
---@param name string "SIGINT" and the like
---@return boolean removed whether there was one
function EventLoop:remove_signal_handler(name) end

---As `aio.create_task`, also on a loop that does not run yet.
---@param c aio.Coroutine|(async fun(): ...) what the task runs
---@param options? aio.TaskOptions name, context, eager start
---@return aio.Task task already scheduled
function EventLoop:create_task(c, options) end

---Runs the loop until `x` is done. Raises its error.
---@param x aio.Coroutine|aio.Future|(async fun(): ...) what to run; coroutine objects and functions become tasks
---@return any ... results of `x`
function EventLoop:run_until_complete(x) end

---Runs the loop until `loop:stop()`.
function EventLoop:run_forever() end

---Ends the run after the current turn.
function EventLoop:stop() end

---Closes a loop that does not run. Unfinished tasks are abandoned; `aio.run` cancels them first.
function EventLoop:close() end

---Whether the loop runs now.
---@return boolean result true inside its tasks and callbacks
function EventLoop:is_running() end

---Whether `close` was called.
---@return boolean result a closed loop refuses everything
function EventLoop:is_closed() end

---What an error that nobody catches is told to.
---@class aio.ExceptionContext
---@field message string what happened: "Task exception was never retrieved: …"
---@field exception? any the error
---@field task? aio.Task whose error it is

---Replaces the default handler, which writes to stderr. It is called for errors of callbacks, and for
---errors of tasks and futures that nobody has looked at.
---@param handler? fun(loop: aio.EventLoop, context: aio.ExceptionContext) nil: the default one
function EventLoop:set_exception_handler(handler) end

---The handler that was set.
---@return function? handler nil: the default one
function EventLoop:get_exception_handler() end

---Tells the handler about an error.
---@param context aio.ExceptionContext at least the field `message`
function EventLoop:call_exception_handler(context) end

---Has `factory` make every task: `factory(loop, c, options)` returns it. nil: the ordinary way.
---@param factory? fun(loop: aio.EventLoop, c: aio.Coroutine|function, options: aio.TaskOptions?): aio.Future the maker
function EventLoop:set_task_factory(factory) end

---The factory that was set.
---@return function? factory nil: the ordinary way
function EventLoop:get_task_factory() end

---Whether debug mode is on.
---@return boolean on see `set_debug`
function EventLoop:get_debug() end

---Debug mode: steps that keep the loop busy for longer than `slow_callback_duration` are reported with the
---traceback of the code at fault, and tasks that end while holding a lock. It costs time.
---@param on boolean true or false
function EventLoop:set_debug(on) end

---A call that the loop will make.
---@class aio.Handle
local Handle = {}

---The call will not be made.
function Handle:cancel() end

---Whether `cancel` was called.
---@return boolean result true from then on
function Handle:cancelled() end

---A call that the loop will make at its time.
---@class aio.TimerHandle: aio.Handle
local TimerHandle = {}

---When the call is due.
---@return number when in the time of `loop:time()`
function TimerHandle:when() end
