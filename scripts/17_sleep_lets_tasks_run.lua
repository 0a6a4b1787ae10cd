-- `await` gives control away; it need not wait for the tasks themselves. While main sleeps for 2.5
-- seconds, both tasks run to their end. (A guess at how long they take: awaiting them is safer.)
--
-- Output:
--   Done with 1
--   Done with 2
--   Tasks finished in background: true, true

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  await(aio.sleep(param))
  print("Done with " .. param)
end)

local main = async(function()
  local task1 = aio.create_task(fetch_data(1))
  local task2 = aio.create_task(fetch_data(2))

  await(aio.sleep(2.5))
  return task1:done(), task2:done()                -- several values, as any Lua function
end)

local first, other = aio.run(main())
print("Tasks finished in background: " .. tostring(first) .. ", " .. tostring(other))
