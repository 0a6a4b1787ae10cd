-- `gather` raises the first error at once. It cancels nobody: the other tasks go on, and their
-- results are lost unless somebody kept the tasks.
--
-- Output:
--   Done with 1
--   gather raised: no data for 2
--   Task 3 is still running: true
--   Done with 3
--   Result of 3

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  await(aio.sleep(param))
  if param == 2 then error("no data for 2", 0) end -- level 0: the bare message
  print("Done with " .. param)
  return "Result of " .. param
end)

local main = async(function()
  local task3 = aio.create_task(fetch_data(3))
  local ok, err = pcall(await, aio.gather(fetch_data(1), fetch_data(2), task3))
  if not ok then
    print("gather raised: " .. err)
  end

  print("Task 3 is still running: " .. tostring(not task3:done()))
  print(await(task3))
end)

aio.run(main())
