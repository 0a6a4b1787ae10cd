-- An event lets one coroutine signal others: `wait` returns once somebody has called `set`.
-- Setting does not switch: the setter goes on, the waiter continues at the loop's next turn.
--
-- Output:
--   Waiting for event to be set
--   Event has been set
--   Event set, continuing

local aio = require "aio"
local async, await = aio.async, aio.await

local waiter = async(function(event)
  print("Waiting for event to be set")
  await(event:wait())
  print("Event set, continuing")
end)

local setter = async(function(event)
  await(aio.sleep(2))
  event:set()
  print("Event has been set")
end)

local main = async(function()
  local event = aio.Event()
  await(aio.gather(waiter(event), setter(event)))
end)

aio.run(main())
