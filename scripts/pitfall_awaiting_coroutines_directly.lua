-- Pitfall: creating two coroutine objects and awaiting them is not concurrent. Nothing runs until
-- the first await, and the second coroutine starts only after the first has ended: 1 + 2 = 3
-- seconds.
-- Cure: `create_task` for each (10_concurrent_tasks) or `gather`.
--
-- Output:
--   Result of 1, Result of 2
--   Took 3 seconds

local aio = require "aio"
local async, await = aio.async, aio.await

local second = tonumber(os.getenv("AIO_SCRIPT_UNIT") or 1) -- tests shorten the second

local fetch_data = async(function(param)
  await(aio.sleep(param * second))
  return "Result of " .. param
end)

local main = async(function()
  local loop = aio.get_running_loop()
  local start = loop:time()

  local task1 = fetch_data(1)                      -- MISTAKE: coroutine objects, not tasks
  local task2 = fetch_data(2)
  local result1 = await(task1)                     -- runs to its end here
  local result2 = await(task2)                     -- and only then this one

  print(result1 .. ", " .. result2)
  print(("Took %.0f seconds"):format((loop:time() - start) / second))
end)

aio.run(main())
