-- The end of a loop, after its main task: what asyncio's Runner.close does (scheduling.md §13).
local native = require "aio.native"

local function report(loop, task)
  local failed, exception = native.try(task.exception, task)
  if not failed or exception == nil then return end
  loop:call_exception_handler {
    message = "unhandled exception during aio.run() shutdown",
    exception = exception,
    task = task,
  }
end

local function cancel_leftovers(loop)
  local leftovers = native.all_tasks(loop)
  if #leftovers == 0 then return end
  for _, task in ipairs(leftovers) do task:cancel() end
  local all = native.gather(leftovers, { return_exceptions = true })
  -- Tasks that wait for each other even now are abandoned, and the DeadlockError says which.
  local finished, err = native.try(loop.run_until_complete, loop, all)
  for _, task in ipairs(leftovers) do
    if task:done() and not task:cancelled() then report(loop, task) end
  end
  if not finished then error(err, 0) end
end

local nothing = native.async(function() end)

-- asyncio shuts its async generators and its default executor down by coroutines of their own: the
-- loop turns twice for each, and what is ready runs.
local function last_turns(loop)
  for _ = 1, 2 do loop:run_until_complete(nothing()) end
end

-- The executor that was made the loop's default ends with it, as in asyncio. Closing the loop gives its
-- jobs a moment, then interrupts them.
local function close_default_executor(loop)
  local executors = package.loaded["aio.executors"]
  local executor = executors and executors.take_default(loop)
  if not executor or not native.executor_classes[native.typename(executor)] then return end
  loop:run_until_complete(native.async(function() executor:shutdown { wait = false } end)())
end

--- Cancels every unfinished task of the loop in order of creation, waits for them, reports their
--- errors to the exception handler, and closes the loop.
return function(loop)
  if loop:is_closed() then return end
  local ok, err = native.try(cancel_leftovers, loop)
  if ok then ok, err = native.try(last_turns, loop) end
  if ok then ok, err = native.try(close_default_executor, loop) end
  loop:close()
  if not ok then error(err, 0) end
end
