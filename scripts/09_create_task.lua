-- `create_task` only puts the task in the loop's queue. It starts when the running coroutine
-- waits: so "Waiting for tasks..." comes before both starts.
--
-- Output:
--   Waiting for tasks...
--   Start task1
--   Start task2
--   End task2
--   End task1

local aio = require "aio"
local async, await = aio.async, aio.await

local task = async(function(name, delay)
  print("Start " .. name)
  await(aio.sleep(delay))
  print("End " .. name)
end)

local main = async(function()
  local t1 = aio.create_task(task("task1", 2))
  local t2 = aio.create_task(task("task2", 1))
  print("Waiting for tasks...")
  await(t1)
  await(t2)
end)

aio.run(main())
