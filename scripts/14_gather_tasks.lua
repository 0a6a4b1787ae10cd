-- Gathering tasks that exist already: they are scheduled since their creation; `gather` only
-- waits. Use tasks when you want to look at them, name them or cancel them before they end.
--
-- Output:
--   fetch 1 ends first: true
--   fetch 2 is still running: true
--   Task Results: Result of 1, Result of 2

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  await(aio.sleep(param))
  return "Result of " .. param
end)

local main = async(function()
  local tasks = {}
  for i = 1, 2 do
    tasks[i] = aio.create_task(fetch_data(i), {name = "fetch " .. i})
  end

  await(aio.sleep(1.5))
  print(tasks[1]:get_name() .. " ends first: " .. tostring(tasks[1]:done()))
  print(tasks[2]:get_name() .. " is still running: " .. tostring(not tasks[2]:done()))

  local results = await(aio.gather(tasks))
  print("Task Results: " .. table.concat(results, ", "))
end)

aio.run(main())
