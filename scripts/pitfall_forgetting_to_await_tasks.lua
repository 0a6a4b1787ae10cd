-- Pitfall: a task that nobody awaits starts, so it seems to work, but it is cancelled when main
-- returns. There is no error message; only the end of the work is missing.
-- Cure: keep the tasks and await them (or gather them, or create them in a TaskGroup).
--
-- Output:
--   main is done
--   Do something with 1...
--   Do something with 2...
--   Task 1 is cancelled: true
--   Task 2 is cancelled: true

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  print("Do something with " .. param .. "...")
  await(aio.sleep(param))
  print("Done with " .. param)                     -- never printed
end)

local tasks = {}                                   -- only for a look at them afterwards

local main = async(function()
  for i = 1, 2 do
    tasks[i] = aio.create_task(fetch_data(i))      -- MISTAKE: never awaited
  end
  print("main is done")
end)

aio.run(main())

for i, task in ipairs(tasks) do
  print("Task " .. i .. " is cancelled: " .. tostring(task:cancelled()))
end
