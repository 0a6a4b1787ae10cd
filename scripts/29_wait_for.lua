-- `wait_for` is the timeout for one awaitable: it gives the result, or cancels what it waits for
-- and raises a TimeoutError. The cancelled task gets the chance to clean up first.
--
-- Output:
--   Result of 1
--   fetch 3 is cleaning up
--   TimeoutError

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  local _ <close> = setmetatable({}, {__close = function(_, err)
    if err then print("fetch " .. param .. " is cleaning up") end
  end})
  await(aio.sleep(param))
  return "Result of " .. param
end)

local main = async(function()
  print(await(aio.wait_for(fetch_data(1), 2)))     -- await asyncio.wait_for(fetch_data(1), 2)

  local ok, err = pcall(await, aio.wait_for(fetch_data(3), 2))
  if not ok then                                   -- except TimeoutError as err:
    print(err.name)
  end
end)

aio.run(main())
