-- The order of the awaits is not the order of execution: both tasks run from the start, and task 1
-- ends first. Main asks for task 2 first; the result of task 1 waits in its task until it is
-- asked.
--
-- Output:
--   Do something with 1...
--   Do something with 2...
--   Done with 1
--   Done with 2
--   Task 2 fully completed
--   Task 1 fully completed
--   Result of 1, Result of 2

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  print("Do something with " .. param .. "...")
  await(aio.sleep(param))
  print("Done with " .. param)
  return "Result of " .. param
end)

local main = async(function()
  local task1 = aio.create_task(fetch_data(1))
  local task2 = aio.create_task(fetch_data(2))

  local result2 = await(task2)
  print("Task 2 fully completed")
  local result1 = await(task1)                     -- done long ago: this await does not wait
  print("Task 1 fully completed")
  print(result1 .. ", " .. result2)
end)

aio.run(main())
