-- A TaskGroup owns its tasks: the block ends when all of them have ended, and if one fails the
-- others are cancelled. `<close>` is Lua's `async with`: leaving the block waits for the tasks.
--
-- Output:
--   Coroutine 1 starting
--   Coroutine 2 starting
--   Coroutine 3 starting
--   Coroutine 2 done
--   Coroutine 1 done
--   Coroutine 3 done
--   Received result: 1, Sample data 1
--   Received result: 2, Sample data 2
--   Received result: 3, Sample data 3

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(id, delay)
  print("Coroutine " .. id .. " starting")
  await(aio.sleep(delay))
  print("Coroutine " .. id .. " done")
  return {id = id, data = "Sample data " .. id}
end)

local main = async(function()
  local tasks = {}
  do
    local tg <close> = aio.TaskGroup()             -- async with asyncio.TaskGroup() as tg:
    for i, delay in ipairs {2, 1, 3} do
      tasks[i] = tg:create_task(fetch_data(i, delay))
    end
  end                                              -- waits here

  for _, task in ipairs(tasks) do
    local result = task:result()
    print("Received result: " .. result.id .. ", " .. result.data)
  end
end)

aio.run(main())
