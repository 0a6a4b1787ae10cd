-- A TaskGroup fails fast: the first error cancels the other tasks, waits until their clean-up is
-- done, and then leaves the block as an ExceptionGroup. For tasks that make sense only together.
--
-- Output:
--   fetch 1 ended normally
--   fetch 2 ended by an error
--   fetch 3 was cancelled
--   unhandled errors in a TaskGroup
--   - no data for 2

local aio = require "aio"
local async, await = aio.async, aio.await

-- A value for a `<close>` variable: tells how its block was left.
local function report(name)
  return setmetatable({}, {__close = function(_, err)
    local cancelled = aio.isinstance(err, aio.CancelledError)
    local how = cancelled and "was cancelled" or err and "ended by an error" or "ended normally"
    print(name .. " " .. how)
  end})
end

local fetch_data = async(function(param)
  local _ <close> = report("fetch " .. param)
  await(aio.sleep(param))
  if param == 2 then error("no data for 2", 0) end -- level 0: the bare message
end)

local main = async(function()
  local ok, group = pcall(function()
    local tg <close> = aio.TaskGroup()
    for i = 1, 3 do tg:create_task(fetch_data(i)) end
  end)
  if not ok then                                   -- except* Exception as group:
    print(group.message)
    for _, err in ipairs(group.exceptions) do print("- " .. err) end
  end
end)

aio.run(main())
