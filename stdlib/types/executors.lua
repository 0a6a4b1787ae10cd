---@meta _

-- Executors: pools of threads or processes for calls that would block the loop.

---@class aio
local aio = {}

---How the workers of a pool are made.
---@class aio.ExecutorOptions
---@field max_workers? integer at most so many at once
---@field initializer? function called first in each worker, with `initargs`
---@field initargs? any[] its arguments
---@field max_memory? integer bytes of Lua memory for each worker; beyond, "not enough memory" is raised in the call

---The same for processes.
---@class aio.ProcessOptions: aio.ExecutorOptions
---@field max_tasks_per_child? integer calls after which a process is replaced
---@field executable? string path of the program `aio`. Default: the running one; stock Lua: on the PATH

---How `map` sends its items.
---@class aio.MapOptions
---@field timeout? number seconds from the call of `map`; then TimeoutError is raised and the rest is cancelled
---@field chunksize? integer items that are sent together; larger ones cost less for short calls. Default 1
---@field buffersize? integer chunks sent ahead of the loop. Default: all

---How a pool ends.
---@class aio.ShutdownOptions
---@field wait? boolean return when all has ended (the default)
---@field cancel_futures? boolean cancel what has not begun

---A pool of worker threads, to be held in a <close> variable: leaving the block waits for its calls while other
---tasks go on. Workers start when they are needed and keep their globals from call to call.
---@class aio.ThreadPoolExecutor
local ThreadPoolExecutor = {}

---Calls `f(…)` in a worker. What crosses, and what is refused here, is as with `aio.to_thread`. Cancelling the future
---stops the call: one that waits never runs, the Lua code of one that runs is interrupted.
---@param f function what to call, not the result of calling it
---@param ... any its arguments
---@return aio.Future future of the results of `f`
function ThreadPoolExecutor:submit(f, ...) end

---`for v in executor:map(f, list) do`: `f(item)` for each item, all at the same time, results in the order of the
---list. An error is raised where its result would have come. Leaving the loop cancels the rest.
---A call that returns nil is an error: nil would end the loop.
---@param f fun(item: any): ... called in a worker
---@param list any[] with field `n` when it may hold nil
---@param options? aio.MapOptions time limit, chunks
---@return fun(): ... next_results the results of the next item; nothing at the end
function ThreadPoolExecutor:map(f, list, options) end

---No more calls are taken; those it has are run to their ends. Returns when all has ended, unless `wait` is false; the
---future is done then.
---@param options? aio.ShutdownOptions whether to wait, what to cancel
---@return aio.Future ended done when all calls and workers have ended
function ThreadPoolExecutor:shutdown(options) end

---Makes a pool of threads, min(32, processors + 4) of them at most unless `max_workers` says otherwise.
---@param options? aio.ExecutorOptions|integer a number is `max_workers`
---@return aio.ThreadPoolExecutor executor for a <close> variable
function aio.ThreadPoolExecutor(options) end

---The same with child processes: they run the program `aio`. A process that dies (it is killed, C code crashes, it
---calls `os.exit`) raises BrokenProcessPool in the call that it ran; the others go on, and another one takes its place.
---@class aio.ProcessPoolExecutor
local ProcessPoolExecutor = {}

---Calls `f(…)` in a child process. Cancelling the future interrupts its Lua code; C code that does not react is ended
---together with its process.
---@param f function what to call, not the result of calling it
---@param ... any its arguments
---@return aio.Future future of the results of `f`
function ProcessPoolExecutor:submit(f, ...) end

---As with threads. A larger `chunksize` pays off earlier.
---@param f fun(item: any): ... called in a process
---@param list any[] with field `n` when it may hold nil
---@param options? aio.MapOptions time limit, chunks
---@return fun(): ... next_results the results of the next item; nothing at the end
function ProcessPoolExecutor:map(f, list, options) end

---As with threads; the processes end as well.
---@param options? aio.ShutdownOptions whether to wait, what to cancel
---@return aio.Future ended done when all calls and processes have ended
function ProcessPoolExecutor:shutdown(options) end

---Makes a pool of child processes, as many as there are processors unless `max_workers` says otherwise.
---@param options? aio.ProcessOptions|integer a number is `max_workers`
---@return aio.ProcessPoolExecutor executor for a <close> variable
function aio.ProcessPoolExecutor(options) end
