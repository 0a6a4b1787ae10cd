-- Two things are called "coroutine": the async function, and the object that a call of it returns.
-- The object is what one awaits, once; a second run needs a second call.
--
-- Output:
--   fetch_data is an async function: true
--   coro is a coroutine object: true
--   Result of 1
--   Result of 2

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)           -- the async function ("coroutine function")
  await(aio.sleep(param))
  return "Result of " .. param
end)

local coro = fetch_data(1)                         -- the coroutine object

print("fetch_data is an async function: " .. tostring(aio.iscoroutinefunction(fetch_data)))
print("coro is a coroutine object: " .. tostring(aio.iscoroutine(coro)))
print(aio.run(coro))
print(aio.run(fetch_data(2)))
