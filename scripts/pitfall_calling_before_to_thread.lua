-- Pitfall: `to_thread(fetch_data(1))` calls the function first, here, blocking the loop; what
-- reaches `to_thread` is its result. aio says so at the call.
-- Cure: the function and its arguments, separately.
--
-- Output:
--   Do something with 1...
--   to_thread expects a function and its arguments, got the result of calling it
--   Do something with 1...
--   Result of 1

local aio = require "aio"
local async, await = aio.async, aio.await

local function fetch_data(param)
  print("Do something with " .. param .. "...")
  return "Result of " .. param
end

local main = async(function()
  local ok, err = pcall(aio.to_thread, fetch_data(1)) -- MISTAKE: executes the function first
  if not ok then print(err) end

  print(await(aio.to_thread(fetch_data, 1)))       -- correct
end)

aio.run(main())
