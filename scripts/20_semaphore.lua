-- A semaphore lets a limited number of coroutines in: here two at a time, the others queue.
--
-- Output:
--   Accessing resource 0
--   Accessing resource 1
--   Releasing resource 0
--   Releasing resource 1
--   Accessing resource 2
--   Accessing resource 3
--   Releasing resource 2
--   Releasing resource 3
--   Accessing resource 4
--   Releasing resource 4

local aio = require "aio"
local async, await = aio.async, aio.await

local access_resource = async(function(semaphore, resource_id)
  local _ <close> = await(semaphore:acquire())     -- async with semaphore:
  print("Accessing resource " .. resource_id)
  await(aio.sleep(1))
  print("Releasing resource " .. resource_id)
end)

local main = async(function()
  local semaphore = aio.Semaphore(2)
  local accesses = {}
  for i = 0, 4 do table.insert(accesses, access_resource(semaphore, i)) end
  await(aio.gather(accesses))
end)

aio.run(main())
