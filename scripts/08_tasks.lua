-- A task is a coroutine that the event loop runs on its own. Three tasks wait at the same time, so
-- the whole takes as long as the longest. They end in the order of their delays, not of the
-- awaits.
--
-- Output:
--   Coroutine 1 starting
--   Coroutine 2 starting
--   Coroutine 3 starting
--   Coroutine 3 done
--   Coroutine 1 done
--   Coroutine 2 done
--   Sample data 1, Sample data 2, Sample data 3

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(id, delay)
  print("Coroutine " .. id .. " starting")
  await(aio.sleep(delay))
  print("Coroutine " .. id .. " done")
  return {id = id, data = "Sample data " .. id}
end)

local main = async(function()
  local task1 = aio.create_task(fetch_data(1, 2))  -- asyncio.create_task(fetch_data(1, 2))
  local task2 = aio.create_task(fetch_data(2, 3))
  local task3 = aio.create_task(fetch_data(3, 1))

  local result1 = await(task1)
  local result2 = await(task2)
  local result3 = await(task3)

  print(result1.data .. ", " .. result2.data .. ", " .. result3.data)
end)

aio.run(main())
