-- A future stands for a result that somebody will set later. One task waits for it, another sets
-- it. Tasks are futures too; one seldom makes a bare one, except to wait for a callback.
--
-- Output:
--   Received future result: Future result is ready

local aio = require "aio"
local async, await = aio.async, aio.await

local set_future_result = async(function(future, value)
  await(aio.sleep(1))
  future:set_result(value)
end)

local main = async(function()
  local loop = aio.get_running_loop()
  local future = loop:create_future()

  aio.create_task(set_future_result(future, "Future result is ready"))

  local result = await(future)
  print("Received future result: " .. result)
end)

aio.run(main())
