-- `aio.timeout` limits the time of a block: what still waits there at the deadline is cancelled,
-- and the block ends with a TimeoutError. A block that is fast enough notices nothing.
--
-- Output:
--   Result of 1
--   Too slow, given up after 2 seconds

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  await(aio.sleep(param))
  return "Result of " .. param
end)

local function fetch_within_two_seconds(param)
  local _ <close> = aio.timeout(2)                 -- async with asyncio.timeout(2):
  return await(fetch_data(param))
end

local main = async(function()
  local loop = aio.get_running_loop()
  print(fetch_within_two_seconds(1))

  local start = loop:time()
  local ok, err = pcall(fetch_within_two_seconds, 3)
  if not ok and aio.isinstance(err, aio.TimeoutError) then
    print(("Too slow, given up after %.0f seconds"):format(loop:time() - start))
  end
end)

aio.run(main())
