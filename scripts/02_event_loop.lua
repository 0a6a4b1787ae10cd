-- The event loop runs coroutines. `aio.run` makes a loop, runs one coroutine to its end and closes
-- the loop. At each `await` the coroutine hands control back; the loop resumes it one second
-- later.
--
-- Output:
--   Start of main coroutine
--   End of main coroutine

local aio = require "aio"                          -- import asyncio
local async, await = aio.async, aio.await

local main = async(function()                      -- async def main():
  print("Start of main coroutine")
  await(aio.sleep(1))                              --     await asyncio.sleep(1)
  print("End of main coroutine")
end)

aio.run(main())                                    -- asyncio.run(main())
