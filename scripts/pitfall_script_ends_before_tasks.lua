-- Pitfall: the script ends when main ends, whatever its tasks are doing. Main waits 0.1 seconds,
-- the second task would need 2: it is cancelled, and only its clean-up still runs.
-- Cure: wait for the tasks, not for a time: `await(task2)`, `gather` or a TaskGroup.
--
-- Output:
--   Do something with 0.05...
--   Do something with 2...
--   Done with 0.05
--   main is done
--   2 is given up

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  local _ <close> = setmetatable({}, {__close = function(_, err)
    if err then print(param .. " is given up") end
  end})
  print("Do something with " .. param .. "...")
  await(aio.sleep(param))
  print("Done with " .. param)
end)

local main = async(function()
  aio.create_task(fetch_data(0.05))
  aio.create_task(fetch_data(2))
  await(aio.sleep(0.1))                            -- MISTAKE: hoping that this is long enough
  print("main is done")
end)

aio.run(main())
