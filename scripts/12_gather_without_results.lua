-- `gather` for its effect alone: all three start at once and end by their delays.
--
-- Output:
--   Starting A
--   Starting B
--   Starting C
--   Finished B after 1 seconds
--   Finished A after 2 seconds
--   Finished C after 3 seconds

local aio = require "aio"
local async, await = aio.async, aio.await

local task = async(function(name, delay)
  print("Starting " .. name)
  await(aio.sleep(delay))
  print("Finished " .. name .. " after " .. delay .. " seconds")
end)

local main = async(function()
  await(aio.gather(
    task("A", 2),
    task("B", 1),
    task("C", 3)
  ))
end)

aio.run(main())
