-- The same two calls, one after the other and at the same time: 2 + 2 seconds against 2. Waits
-- that follow each other add up; waits that overlap do not.
--
-- Output:
--   Task1 done
--   Task2 done
--   Sequential: 4 seconds
--   Task1 done
--   Task2 done
--   Concurrent: 2 seconds

local aio = require "aio"
local async, await = aio.async, aio.await

local slow_task = async(function(name, delay)
  await(aio.sleep(delay))
  print(name .. " done")
end)

local sequential = async(function()
  await(slow_task("Task1", 2))
  await(slow_task("Task2", 2))
end)

local concurrent = async(function()
  await(aio.gather(slow_task("Task1", 2), slow_task("Task2", 2)))
end)

local main = async(function()
  local loop = aio.get_running_loop()
  for i, run in ipairs {sequential, concurrent} do
    local start = loop:time()
    await(run())
    print(("%s: %.0f seconds"):format(i == 1 and "Sequential" or "Concurrent", loop:time() - start))
  end
end)

aio.run(main())
