-- `await` pauses the coroutine here, gives control to the loop, and goes on with the next line
-- when what it waits for is ready. `aio.sleep` is the simplest thing to wait for.
--
-- Output:
--   Hello...
--   ...world!

local aio = require "aio"
local async, await = aio.async, aio.await

local say_hello = async(function()
  print("Hello...")
  await(aio.sleep(1))                              -- one second in which other tasks could run
  print("...world!")
end)

aio.run(say_hello())
