-- A lock lets one coroutine at a time use a shared thing, even when it awaits in the middle. The
-- lock is released at the end of the block, also when an error leaves it. Without the lock both
-- would read 0 first.
--
-- Output:
--   Resource before: 0
--   Resource after: 1
--   Resource before: 1
--   Resource after: 2

local aio = require "aio"
local async, await = aio.async, aio.await

local shared_resource = 0
local lock = aio.Lock()

local modify_resource = async(function()
  local _ <close> = await(lock:acquire())          -- async with lock:
  print("Resource before: " .. shared_resource)
  shared_resource = shared_resource + 1
  await(aio.sleep(1))
  print("Resource after: " .. shared_resource)
end)

local main = async(function()
  await(aio.gather(modify_resource(), modify_resource()))
end)

aio.run(main())
