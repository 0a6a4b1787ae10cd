-- With `return_exceptions` gather waits for all and puts the errors among the results: for tasks
-- that are independent of each other. The error is an object, not a string: that is how it can be
-- told from a result.
--
-- Output:
--   Result of 1
--   failed: TimeoutError: no data for 2
--   Result of 3

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  await(aio.sleep(param))
  if param == 2 then error(aio.TimeoutError("no data for 2")) end
  return "Result of " .. param
end)

local main = async(function()
  local results = await(aio.gather(
    fetch_data(1), fetch_data(2), fetch_data(3), {return_exceptions = true}
  ))
  for _, result in ipairs(results) do
    if aio.isinstance(result, aio.TimeoutError) then
      print("failed: " .. tostring(result))
    else
      print(result)
    end
  end
end)

aio.run(main())
