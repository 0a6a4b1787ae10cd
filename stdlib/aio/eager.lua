-- aio.eager_task_factory: for loop:set_task_factory. Tasks run to their first suspension inside
-- create_task (scheduling.md §14).
local native = require "aio.native"

local M = {}

function M.eager_task_factory(loop, coroutine, options)
  local eager = { eager_start = true }
  for name, value in next, options or {} do eager[name] = value end
  return native.new_task(loop, coroutine, eager)
end

return M
