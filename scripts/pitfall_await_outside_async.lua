-- Pitfall: in Python `await` outside `async def` is a syntax error. Lua is more generous: a script
-- may await at its top level, and so may every ordinary function that a task calls. Two places
-- stay closed: callbacks of the loop, and functions called by C code that cannot wait, as
-- `table.sort`.
--
-- Output:
--   Result of 1
--   cannot await outside a task (use aio.run)
--   cannot await inside a table.sort comparator

local aio = require "aio"
local await = aio.await

local function fetch_data(param)                   -- not async, and awaits
  await(aio.sleep(param))
  return "Result of " .. param
end

print(fetch_data(1))                               -- at top level: the main chunk is the main task

local loop = aio.get_running_loop()
local never = loop:create_future()

loop:call_soon(function()
  print(select(2, pcall(await, never)))            -- MISTAKE: a callback is not a task
end)
await(aio.sleep(0))

local _, err = pcall(table.sort, {2, 1}, function(a, b)
  await(never)                                     -- MISTAKE: table.sort cannot wait
  return a < b
end)
print((err:gsub("^.-:%d+: ", "")))                 -- without "file:line: "
