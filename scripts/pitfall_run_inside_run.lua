-- Pitfall: `aio.run` starts an event loop, and a thread runs one loop at a time: inside a
-- coroutine `aio.run` is refused. Cure: there is a loop already, so await.
--
-- Output:
--   aio.run() cannot be called from a running event loop
--   Result of 1

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  await(aio.sleep(param))
  return "Result of " .. param
end)

local main = async(function()
  local coro = fetch_data(1)
  local ok, err = pcall(aio.run, coro)             -- MISTAKE
  if not ok then print((err:gsub("^.-:%d+: ", ""))) end -- without "file:line: "

  print(await(coro))                               -- correct; the refused coroutine is still fresh
end)

aio.run(main())
