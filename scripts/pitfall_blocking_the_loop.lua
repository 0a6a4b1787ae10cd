-- Pitfall: `time.sleep` (or any other blocking call) stops the event loop. The tasks do not
-- overlap, although they are tasks: 1 + 2 = 3 seconds.
-- Cure: `await(aio.sleep(…))`, or `to_thread` where the blocking call cannot be avoided
-- (22_to_thread).
--
-- Output:
--   Do something with 1...
--   Done with 1
--   Do something with 2...
--   Done with 2
--   Took 3 seconds

local aio = require "aio"
local time = require "aio.time"
local async, await = aio.async, aio.await

local second = tonumber(os.getenv("AIO_SCRIPT_UNIT") or 1) -- tests shorten the second

local fetch_data = async(function(param)
  print("Do something with " .. param .. "...")
  time.sleep(param * second)                       -- MISTAKE: blocks the event loop
  print("Done with " .. param)
  return "Result of " .. param
end)

local main = async(function()
  local start = time.perf_counter()
  local task1 = aio.create_task(fetch_data(1))
  local task2 = aio.create_task(fetch_data(2))
  await(task1)
  await(task2)
  print(("Took %.0f seconds"):format((time.perf_counter() - start) / second))
end)

aio.run(main())
