-- ThreadPoolExecutor and ProcessPoolExecutor; loop:run_in_executor and set_default_executor. An executor
-- is anything with a method submit(f, …) that returns a future; without one, the worker threads of
-- aio.to_thread. The pools themselves are native (stdlib/native/executor.cpp).
local native = require "aio.native"
local timeouts = require "aio.timeouts"
local shield = require "aio.waiting".shield
local await = native.await

local defaults = setmetatable({}, { __mode = "k" }) -- executor by loop
local closings = setmetatable({}, { __mode = "k" }) -- by executor: the future of its end, once it is shut down

local M = {}

-- ---- map -------------------------------------------------------------------------------------------

-- Runs in the worker: f for each of the items. Returns what xpcall returned for each, packed, with the
-- traceback of an error.
local function run_chunk(f, items)
  local outcomes = {}
  for i = 1, items.n do
    local trace
    outcomes[i] = table.pack(xpcall(f, function(err)
      trace = debug.traceback(nil, 2)
      return err
    end, items[i]))
    outcomes[i].trace = trace
  end
  return outcomes
end

local Map = {}
Map.__index = Map
Map.__name = "map"
Map.__metatable = false

-- Sends off the next items, if any are left.
local function feed(self)
  local first = self.fed + 1
  if first > self.count then return end
  local last = math.min(self.fed + self.chunksize, self.count)
  self.fed = last
  local future
  if self.chunksize == 1 then
    future = self.executor:submit(self.f, self.list[first])
  else
    future = self.executor:submit(run_chunk, self.f, table.move(self.list, first, last, 1, { n = last - first + 1 }))
  end
  self.last = self.last + 1
  self.futures[self.last] = future
end

-- Gives up what nobody will ask for: futures are cancelled, errors count as seen.
local function drop(self)
  for place = self.first, self.last do
    local future = self.futures[place]
    if future:done() then
      if not future:cancelled() then future:exception() end
    elseif not future:get_loop():is_closed() then
      future:cancel()
    end
  end
  self.first, self.last, self.fed, self.chunk = 1, 0, self.count, nil
end

Map.__close = drop
Map.__gc = function(self)
  if self.last >= self.first then native.try(drop, self) end
end

-- Waits for the oldest future within the time that is left.
local function wait(self, future)
  if not self.deadline then return await(future) end
  local left = self.deadline - self.loop:time()
  local _ <close> = setmetatable({}, { __close = function()
    if not future:cancelled() or self.loop:time() < self.deadline then return end
    drop(self)
    self.delivered = self.count
  end })
  return await(timeouts.wait_for(future, left))
end

local function take(self)
  local future = self.futures[self.first]
  self.futures[self.first] = nil
  self.first = self.first + 1
  return future
end

-- The outcomes of the chunk that is being handed out, of the next one if that is at its end; and the place
-- in it. If the chunk has failed as a whole, so has each of its items.
local function next_in_chunk(self)
  local chunk = self.chunk
  if not chunk or chunk.at == chunk.count then
    chunk = { at = 0, count = math.min(self.chunksize, self.count - self.delivered + 1), future = take(self) }
    self.chunk = chunk
    feed(self)
  end
  chunk.at = chunk.at + 1
  chunk.outcomes = chunk.outcomes or wait(self, chunk.future)
  return chunk.outcomes, chunk.at
end

local function next_results(self)
  if self.chunksize == 1 then
    local future = take(self)
    feed(self)
    return wait(self, future)
  end
  local outcomes, at = next_in_chunk(self)
  local outcome = outcomes[at]
  if not outcome[1] then native.raise_from_worker(outcome[2], outcome.trace) end
  return table.unpack(outcome, 2, outcome.n)
end

local function check_result(self, first, ...)
  if first == nil then
    native.fail(("map: the function returned nil for item #%d, and nil would end the loop"
      .. " (have it return false, or use submit)"):format(self.delivered))
  end
  return first, ...
end

-- An error is that of one item: who catches it may go on with the next. Only the end of the time is the
-- end of the map.
local function advance(self)
  if self.delivered == self.count then return nil end
  self.delivered = self.delivered + 1
  return check_result(self, next_results(self))
end

local function check_positive_integer(name, option, value)
  if math.type(value) == "integer" and value > 0 then return value end
  if type(value) ~= "number" then
    native.fail(("%s: %s must be an integer, got %s"):format(name, option, native.typename(value)))
  end
  native.fail(("%s: %s must be an integer greater than 0, got %s"):format(name, option, value))
end

local function check_seconds(name, value)
  if value == nil or type(value) == "number" and value == value then return value end
  native.fail(("%s: timeout must be a number of seconds, got %s"):format(name,
    value ~= value and "NaN" or native.typename(value)))
end

local methods = {}

--- for v in executor:map(f, list, {timeout=, chunksize=, buffersize=}) do: f(item) for each item, run at the
--- same time, results in the list's order. An error of f is raised where its result would have come. Leaving
--- the loop cancels what is left.
function methods.map(executor, f, list, options)
  if type(f) ~= "function" then native.argument(1, "map", "function", f) end
  if type(list) ~= "table" then native.argument(2, "map", "table", list) end
  options = native.options("map", options, { "timeout", "chunksize", "buffersize" })
  local timeout = check_seconds("map", options.timeout)
  local self = setmetatable({
    executor = executor, f = f, list = list, count = math.type(list.n) == "integer" and list.n or #list,
    chunksize = check_positive_integer("map", "chunksize", options.chunksize or 1),
    futures = {}, first = 1, last = 0, fed = 0, delivered = 0, loop = native.get_running_loop(),
  }, Map)
  self.deadline = timeout and self.loop:time() + timeout
  local buffer = options.buffersize and check_positive_integer("map", "buffersize", options.buffersize) or math.huge
  while self.fed < self.count and self.last < buffer do feed(self) end
  return function() return advance(self) end, nil, nil, self
end

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
  check_positive_integer(name, "max_workers", value)
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
  local max_memory = options.max_memory and check_positive_integer(name, "max_memory", options.max_memory) or 0
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
  local max_memory = options.max_memory and check_positive_integer(name, "max_memory", options.max_memory) or 0
  local most_jobs = options.max_tasks_per_child
    and check_positive_integer(name, "max_tasks_per_child", options.max_tasks_per_child) or 0
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
