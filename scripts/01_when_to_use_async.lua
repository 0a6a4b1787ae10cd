-- When to use async: one cook, two hotels. A pizza takes 5 minutes, a burger 3 (here: seconds).
-- Waiting for each in turn adds the times up; waiting for both at once costs only the longer one.
-- So async is for programs that mostly wait (network, disk, timers). It does not compute faster:
-- heavy computing belongs in threads or processes.
--
-- Output:
--   Ordered a pizza
--   The pizza is ready
--   Ordered a burger
--   The burger is ready
--   One after the other: 8 minutes
--   Ordered a pizza
--   Ordered a burger
--   The burger is ready
--   The pizza is ready
--   Both at once: 5 minutes

local aio = require "aio"
local async, await = aio.async, aio.await

local order = async(function(dish, minutes)
  print("Ordered a " .. dish)
  await(aio.sleep(minutes))
  print("The " .. dish .. " is ready")
end)

local main = async(function()
  local loop = aio.get_running_loop()
  local start = loop:time()
  await(order("pizza", 5))
  await(order("burger", 3))
  print(("One after the other: %.0f minutes"):format(loop:time() - start))

  start = loop:time()
  await(aio.gather(order("pizza", 5), order("burger", 3)))
  print(("Both at once: %.0f minutes"):format(loop:time() - start))
end)

aio.run(main())
