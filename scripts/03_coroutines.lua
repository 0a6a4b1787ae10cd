-- Calling an async function runs nothing: it returns a coroutine object. Awaiting that object runs
-- it and gives its result. A script may await at its top level: it runs as the main task then.
--
-- Output:
--   done

local aio = require "aio"
local async, await = aio.async, aio.await

local do_some_processing = async(function()        -- async def do_some_processing() -> str:
  return "done"                                    --     return "done"
end)

local my_coroutine = do_some_processing()          -- a coroutine object; nothing has run yet

local result = await(my_coroutine)                 -- result = await my_coroutine
print(result)
