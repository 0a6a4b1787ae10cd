-- ThreadPoolExecutor and ProcessPoolExecutor; loop:run_in_executor and set_default_executor. An executor
-- is anything with a method submit(f, …) that returns a future; without one, the worker threads of
-- aio.to_thread. The pools themselves are native (stdlib/native/executor.cpp).
local native = require "aio.native"
local checks = require "aio.checks"
local shield = require "aio.waiting".shield
local await = native.await

local defaults = setmetatable({}, { __mode = "k" }) -- executor by loop
local closings = setmetatable({}, { __mode = "k" }) -- by executor: the future of its end, once it is shut down

local M = {}

local methods = { map = require "aio.executor_map" }

-- ---- The end ---------------------------------------------------------------------------------------

-- Waits without keeping the loop from running. Who is cancelled while waiting does not want the jobs any
-- more: they are interrupted, and their ends waited for.
local function wait_for_end(executor, ended)
  local ok, err = native.try(await, shield(ended))
  if ok then return end
  native.cancel_all(executor)
  while not ended:done() do native.try(await, shield(ended)) end
  error(err, 0)
end

--- executor:shutdown({wait=, cancel_futures=}) → future of its end. No more jobs are taken; those it has are
--- run. With `wait` (the default) returns when all has ended, while other tasks go on; with
--- `cancel_futures` the jobs that have not begun are cancelled.
function methods.shutdown(executor, options)
  options = native.options("shutdown", options, { "wait", "cancel_futures" })
  if options.cancel_futures then native.cancel_queued(executor) end
  if not native.running_loop() then -- nothing can go on meanwhile
    if options.wait ~= false then native.stop_executor(executor) end
    return
  end
  local ended = closings[executor]
  if not ended then
    ended = native.close_executor(executor)
    closings[executor] = ended
  end
  -- A callback of the loop cannot wait.
  if options.wait ~= false and not ended:done() and native.current_task() then wait_for_end(executor, ended) end
  return ended
end

for _, class in pairs(native.executor_classes) do
  for name, method in pairs(methods) do class.__index[name] = method end
  class.__close = function(executor) methods.shutdown(executor) end
end

-- ---- Making them -----------------------------------------------------------------------------------

local most_workers = 10000

local function check_max_workers(name, value)
  if value == nil then return 0 end
  checks.positive_integer(name, "max_workers", value)
  if value > most_workers then
    native.fail(("%s: max_workers must be at most %d, got %d"):format(name, most_workers, value))
  end
  return value
end

local function initialized(name, executor, options)
  local initializer, arguments = options.initializer, options.initargs or {}
  if type(arguments) ~= "table" then
    native.fail(("%s: initargs must be a table, got %s"):format(name, native.typename(arguments)))
  end
  if initializer == nil then return executor end
  if type(initializer) ~= "function" then
    native.fail(("%s: initializer must be a function, got %s"):format(name, native.typename(initializer)))
  end
  native.set_initializer(executor, initializer, table.unpack(arguments, 1, arguments.n or #arguments))
  return executor
end

local thread_options = { "max_workers", "initializer", "initargs", "max_memory" }

--- aio.ThreadPoolExecutor{max_workers=, initializer=, initargs=, max_memory=} → executor, to be held in a
--- <close> variable: leaving the block waits for its jobs.
function M.ThreadPoolExecutor(options)
  local name = "ThreadPoolExecutor"
  if type(options) == "number" then options = { max_workers = options } end
  options = native.options(name, options, thread_options)
  local max_workers = check_max_workers(name, options.max_workers)
  local max_memory = options.max_memory and checks.positive_integer(name, "max_memory", options.max_memory) or 0
  return initialized(name, native.new_executor(max_workers, max_memory), options)
end

local process_options = { "max_workers", "initializer", "initargs", "max_memory", "max_tasks_per_child", "executable" }

local function find_worker(name, executable)
  if executable ~= nil and type(executable) ~= "string" then
    native.fail(("%s: executable must be a path, got %s"):format(name, native.typename(executable)))
  end
  local path = native.find_worker(executable)
  if path then return path end
  native.fail(executable and ("%s: executable '%s' cannot be run"):format(name, executable)
    or name .. ": no program 'aio' is found on the PATH; name it with executable=")
end

--- aio.ProcessPoolExecutor{max_workers=, initializer=, initargs=, max_memory=, max_tasks_per_child=,
--- executable=} → executor: the same with child processes in place of threads. One that dies raises
--- BrokenProcessPool in the call that it ran; another takes its place.
function M.ProcessPoolExecutor(options)
  local name = "ProcessPoolExecutor"
  if type(options) == "number" then options = { max_workers = options } end
  options = native.options(name, options, process_options)
  local max_workers = check_max_workers(name, options.max_workers)
  local max_memory = options.max_memory and checks.positive_integer(name, "max_memory", options.max_memory) or 0
  local most_jobs = options.max_tasks_per_child
    and checks.positive_integer(name, "max_tasks_per_child", options.max_tasks_per_child) or 0
  local executable = find_worker(name, options.executable)
  return initialized(name, native.new_executor(max_workers, max_memory, executable, most_jobs), options)
end

-- ---- Loops -----------------------------------------------------------------------------------------

local function check(name, position, executor)
  if executor == nil then return end
  local ok, submit = native.try(function() return executor.submit end)
  if not ok or type(submit) ~= "function" then
    native.argument(position, name, "executor (an object with a method submit)", executor)
  end
end

--- loop:run_in_executor(executor | nil, f, …) → future of f's results
function M.run_in_executor(loop, executor, f, ...)
  check("run_in_executor", 1, executor)
  if type(f) ~= "function" then native.argument(2, "run_in_executor", "function", f) end
  executor = executor or defaults[loop]
  if executor then return executor:submit(f, ...) end
  return loop:create_task(native.to_thread(f, ...))
end

-- The loop ends: its default executor, if it was given one, which is then forgotten.
function M.take_default(loop)
  local executor = defaults[loop]
  defaults[loop] = nil
  return executor
end

--- loop:set_default_executor(executor): what `nil` stands for in run_in_executor from now on. The loop shuts
--- it down when it ends.
function M.set_default_executor(loop, executor)
  check("set_default_executor", 1, executor)
  defaults[loop] = executor
end

return M
