-- No await inside the group: its end waits for every task. After it `task:result()` just reads.
--
-- Output:
--   Task Group Results: Result of 1, Result of 2

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  await(aio.sleep(param))
  return "Result of " .. param
end)

local main = async(function()
  local results = {}
  do
    local tg <close> = aio.TaskGroup()
    for i = 1, 2 do results[i] = tg:create_task(fetch_data(i)) end
  end

  local final_results = {}                         -- [result.result() for result in results]
  for i, result in ipairs(results) do final_results[i] = result:result() end
  print("Task Group Results: " .. table.concat(final_results, ", "))
end)

aio.run(main())
