-- loop:run_in_executor and set_default_executor. An executor is anything with a method submit(f, …)
-- that returns a future; without one, the worker threads of aio.to_thread.
local native = require "aio.native"

local defaults = setmetatable({}, { __mode = "k" }) -- executor by loop

local function check(name, position, executor)
  if executor == nil then return end
  local ok, submit = native.try(function() return executor.submit end)
  if not ok or type(submit) ~= "function" then
    native.argument(position, name, "executor (an object with a method submit)", executor)
  end
end

local M = {}

--- loop:run_in_executor(executor | nil, f, …) → future of f's results
function M.run_in_executor(loop, executor, f, ...)
  check("run_in_executor", 1, executor)
  if type(f) ~= "function" then native.argument(2, "run_in_executor", "function", f) end
  executor = executor or defaults[loop]
  if executor then return executor:submit(f, ...) end
  return loop:create_task(native.to_thread(f, ...))
end

--- loop:set_default_executor(executor): what `nil` stands for in run_in_executor from now on
function M.set_default_executor(loop, executor)
  check("set_default_executor", 1, executor)
  defaults[loop] = executor
end

return M
