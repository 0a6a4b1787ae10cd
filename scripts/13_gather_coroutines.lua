-- Gathering a list of coroutines: `gather` makes the tasks and starts them. In Lua it takes the
-- list itself, so there is no `*` to forget. Use coroutines when only the results matter.
--
-- Output:
--   Do something with 1...
--   Do something with 2...
--   Done with 1
--   Done with 2
--   Coroutine Results: Result of 1, Result of 2

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  print("Do something with " .. param .. "...")
  await(aio.sleep(param))
  print("Done with " .. param)
  return "Result of " .. param
end)

local main = async(function()
  local coroutines = {}                            -- [fetch_data(i) for i in range(1, 3)]
  for i = 1, 2 do coroutines[i] = fetch_data(i) end

  -- await asyncio.gather(*coroutines, return_exceptions=True)
  local results = await(aio.gather(coroutines, {return_exceptions = true}))
  print("Coroutine Results: " .. table.concat(results, ", "))
end)

aio.run(main())
