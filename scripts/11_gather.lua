-- `gather` runs several coroutines as tasks and waits for all. The results are in the order of the
-- arguments, whichever ended first.
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
  local results = await(aio.gather(
    fetch_data(1, 2),
    fetch_data(2, 1),
    fetch_data(3, 3)
  ))
  for _, result in ipairs(results) do
    print("Received result: " .. result.id .. ", " .. result.data)
  end
end)

aio.run(main())
