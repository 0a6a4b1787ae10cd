-- Why naive async is still sequential: awaiting a coroutine means "run it here and wait for it".
-- The second call starts after the first has ended, so the times add up: 2 + 1 seconds.
--
-- Output:
--   Fetching data...
--   Data fetched
--   Fetching data...
--   Data fetched
--   Some Data after 2, Some Data after 1
--   Took 3 seconds

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(delay)
  print("Fetching data...")
  await(aio.sleep(delay))
  print("Data fetched")
  return {data = "Some Data after " .. delay}
end)

local main = async(function()
  local loop = aio.get_running_loop()
  local start = loop:time()

  local result1 = await(fetch_data(2))
  local result2 = await(fetch_data(1))

  print(result1.data .. ", " .. result2.data)
  print(("Took %.0f seconds"):format(loop:time() - start))
end)

aio.run(main())
