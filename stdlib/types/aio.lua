---@meta aio

-- Definitions for the Lua language server. They declare, nothing here runs. tests/lua/types compares
-- them with the real tables in both directions. Times are seconds (float) everywhere.

---The module. The program `aio` also puts it into the global `aio`.
---@class aio
local aio = {}

---What `aio.await` accepts: coroutine objects, futures, tasks, and values whose metatable has `__await`.
---Name your own class `: aio.Awaitable` if it has that metamethod.
---@class aio.Awaitable

---What calling an async function returns, or an operation such as `lock:acquire()`. Nothing has run yet. It can be
---used once; one that is dropped unused is reported ("coroutine 'fetch' was never awaited").
---@class aio.Coroutine: aio.Awaitable
local Coroutine = {}

---Gives the coroutine object up without running it: no warning will come.
function Coroutine:close() end

---Makes an async function. Calling it runs nothing; it returns a coroutine object, to be awaited or made a task.
---@param f async fun(...): ...
---@return fun(...): aio.Coroutine constructor the async function
function aio.async(f) end

---Waits for `x` and returns all its results, or raises its error.
---
---A coroutine object runs inside the current task, without a turn of the loop. A future or task is waited for; a done
---one does not suspend. For other values the metamethod `__await` is called.
---Raises "cannot await outside a task (use aio.run)", "cannot await inside a table.sort comparator" and the like, and
---"object of type 'number' can't be used with await".
---@async
---@param x aio.Awaitable what to wait for
---@return any ...
function aio.await(x) end

---Like `pcall`, except that a cancellation of the running task that it catches counts as handled.
---A plain `pcall` catches it too, but then it is raised again at the task's next await.
---@param f async fun(...): ...
---@param ... any arguments of `f`
---@return boolean ok
---@return any ... the results, or the error
function aio.try(f, ...) end

---How a loop is made.
---@class aio.RunOptions
---@field debug? boolean debug mode, see `loop:set_debug`
---@field clock? "real"|"virtual" "virtual": waiting takes no time, the clock jumps to the next timer
---@field loop_factory? fun(): aio.EventLoop makes the loop; `clock` is then not looked at

---Makes a loop, runs `main` in it as a task, cancels what `main` has left running, closes the loop.
---Raises main's error, or DeadlockError when all tasks wait and nothing can wake them.
---@param main aio.Awaitable|(async fun(): ...) coroutine object, or a function that is called without arguments
---@param options? aio.RunOptions what kind of loop
---@return any ... the results of `main`
function aio.run(main, options) end

---`aio.run` in parts: one loop for several runs. Meant for a `<close>` variable.
---@param options? aio.RunOptions what kind of loop
---@return aio.Runner runner to be closed
function aio.Runner(options) end

---How a task is made.
---@class aio.TaskOptions
---@field name? string default "Task-N"
---@field context? table from `aio.copy_context()`; default: the creator's
---@field eager_start? boolean run the first step at once, inside `create_task`

---Makes a task of the running loop. Its first step runs in the next turn of the loop, behind all that is ready now.
---The loop keeps every unfinished task alive; the caller need not.
---@param c aio.Coroutine|(async fun(): ...) what the task runs; a function is called without arguments
---@param options? aio.TaskOptions name, context, eager start
---@return aio.Task task already scheduled
function aio.create_task(c, options) end

---A future or task as it is; anything else that can be awaited, and a function, as a new task.
---@param x aio.Awaitable|(async fun(): ...) what can be awaited
---@return aio.Future future `x` itself, or the task made of it
function aio.ensure_future(x) end

---Waits. Zero or less: exactly one turn of the loop. NaN is refused.
---@param seconds number how long
---@param result? any what the await returns
---@return aio.Coroutine operation to be awaited; `await` returns `result`
function aio.sleep(seconds, result) end

---What `gather` does with errors.
---@class aio.GatherOptions
---@field return_exceptions? boolean put errors among the results instead of raising the first one

---Waits for all. The future's result is an array in the order of the arguments, with field `n`; each place holds the
---first result. The first error is raised at once while the others go on. Cancelling it cancels all.
---@param ... aio.Awaitable|(async fun(): ...)|aio.GatherOptions the options table comes last
---@return aio.Future future to be awaited
---@overload fun(list: (aio.Awaitable|fun())[], options?: aio.GatherOptions): aio.Future
function aio.gather(...) end

---When `wait` stops waiting.
---@class aio.WaitOptions
---@field timeout? number seconds; when they are over, the rest is `pending`
---@field return_when? "ALL_COMPLETED"|"FIRST_COMPLETED"|"FIRST_EXCEPTION" default "ALL_COMPLETED"

---`await` returns two arrays, `done` and `pending`, both in the order of the list. Raises no error of theirs and
---cancels nothing.
---@param list aio.Future[] tasks and futures, at least one; coroutine objects are refused
---@param options? aio.WaitOptions when to stop waiting
---@return aio.Coroutine operation to be awaited
function aio.wait(list, options) end

---Waits for `x` for at most so long, then cancels it, waits for its end and raises TimeoutError. A coroutine object
---runs in the caller's task.
---@param x aio.Awaitable what to wait for
---@param seconds number? nil: no limit
---@return aio.Coroutine operation to be awaited; `await` returns the results of `x`
function aio.wait_for(x, seconds) end

---A future with the outcome of `x`. Cancelling it, or the task that awaits it, does not cancel `x`.
---@param x aio.Awaitable what to protect
---@return aio.Future future to be awaited
function aio.shield(x) end

---Yields, in order of completion, coroutine objects: `for next_done in aio.as_completed(list) do await(next_done) end`.
---After the timeout the remaining ones raise TimeoutError.
---@param list aio.Awaitable[] what to wait for; coroutine objects become tasks
---@param options? {timeout: number?} `timeout`: seconds for all together
---@return fun(): aio.Coroutine? next_done each gives the results, or the error, of the next one
function aio.as_completed(list, options) end

---A time limit for the rest of the block: `local scope <close> = aio.timeout(0.5)`. It counts from this call. At the
---deadline the task is cancelled, and leaving the block raises TimeoutError.
---@param seconds number? nil: none yet, see `scope:reschedule`
---@return aio.Timeout scope to be held in a `<close>` variable
function aio.timeout(seconds) end

---The same with a deadline in the time of `loop:time()`.
---@param when number? the deadline; nil: none yet
---@return aio.Timeout scope to be held in a `<close>` variable
function aio.timeout_at(when) end

---A block that ends when its tasks have ended: `local tg <close> = aio.TaskGroup()`.
---@return aio.TaskGroup group to be held in a `<close>` variable
function aio.TaskGroup() end

---The running task, or nil in a callback. Raises "no running event loop" where there is none.
---@param loop? aio.EventLoop default: the running one
---@return aio.Task? task nil in a callback
function aio.current_task(loop) end

---All unfinished tasks, in order of creation.
---@param loop? aio.EventLoop default: the running one
---@return aio.Task[] tasks a new array
function aio.all_tasks(loop) end

---The loop that runs. In a main chunk that has none yet this makes one.
---Raises "no running event loop" where there is none.
---@return aio.EventLoop loop the running one
function aio.get_running_loop() end

---A loop that is not running. The caller closes it.
---@param options? {clock: "real"|"virtual"|nil, debug: boolean?} `clock`: see `aio.run`; `debug`: see `loop:set_debug`
---@return aio.EventLoop loop to be closed
function aio.new_event_loop(options) end

---For `loop:set_task_factory`: tasks run their first step inside `create_task`.
---@param loop aio.EventLoop whose task it will be
---@param c aio.Coroutine|fun() what the task runs
---@param options? aio.TaskOptions name, context
---@return aio.Task task perhaps already done
function aio.eager_task_factory(loop, c, options) end

---Whether `x` is a future or task.
---@param x any the value
---@return boolean result true for futures and tasks
function aio.isfuture(x) end

---Whether `x` is a coroutine object.
---@param x any the value
---@return boolean result true for what async functions and operations return
function aio.iscoroutine(x) end

---Whether `x` came from `aio.async`.
---@param x any the value
---@return boolean result true for async functions
function aio.iscoroutinefunction(x) end

---Calls `f(…)` in a worker thread, in a Lua state of its own, so on another core.
---
---What crosses is copied: nil, booleans, numbers, strings, tables (cycles and shared parts kept), Lua functions with
---their upvalues, functions of the standard library, loaded modules. Anything else is refused here, by its path.
---Errors come back as raised. Cancelling the awaiting task interrupts the Lua code in the worker.
---@param f function what to call; not its result
---@param ... any arguments of `f`, copied
---@return aio.Coroutine operation to be awaited; `await` returns the results of `f`
function aio.to_thread(f, ...) end

---Clocks, and a sleep that blocks the thread; the same as `require "aio.time"`.
---@type aio.time
aio.time = nil

return aio
