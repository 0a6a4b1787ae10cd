-- How the program runs a chunk: as a plain chunk that becomes the main task when it first needs a
-- loop (runtime/task/main_task.hpp), with the end of asyncio.run behind it.
local native = require "aio.native"

-- Runs the loop until the main task is done, then shuts it down; an error of the loop itself
-- (deadlock, a second Ctrl-C) is raised after the clean-up.
local function finish(task, loop)
  local interrupts <close> = native.interrupts(task)
  local ok, err = native.try(loop.run_until_complete, loop, task)
  local finished = task:done()
  interrupts:close()
  local closed, close_err = native.try(require "aio.shutdown", loop)
  if not finished and not ok then error(err, 0) end
  if not closed and native.succeeded(task) then error(close_err, 0) end
  if task:cancelled() and interrupts:count() > 0 then error(native.KeyboardInterrupt("interrupted!"), 0) end
end

--- main(chunk, …) → the task, done: its results, its error. Raises what is not the chunk's own error.
return function(chunk, ...)
  local task, loop = native.start_main(native.async(chunk)(...))
  if loop then finish(task, loop) end
  return task
end
