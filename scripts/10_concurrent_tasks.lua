-- The right way to run two coroutines at the same time: create both tasks first, await them then.
-- 1 and 2 seconds overlap: the whole takes 2. (pitfall_awaiting_coroutines_directly takes 3.)
--
-- Output:
--   Result of 1, Result of 2
--   Took 2 seconds

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

  local task1 = aio.create_task(fetch_data(1))     -- both are scheduled from here on
  local task2 = aio.create_task(fetch_data(2))
  local result1 = await(task1)
  local result2 = await(task2)

  print(result1 .. ", " .. result2)
  print(("Took %.0f seconds"):format((loop:time() - start) / second))
end)

aio.run(main())
