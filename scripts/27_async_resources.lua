-- A resource that needs time to open and to close: `async with` in Python. In Lua an async
-- function opens it, and its `__close` handler, which may await too, runs when the block ends:
-- also after an error and after a cancellation.
--
-- Output:
--   Opening the database
--   Using the database
--   Closing the database
--   Closed after 3 seconds

local aio = require "aio"
local async, await = aio.async, aio.await

local Database = {}
Database.__index = Database

function Database.__close()                        -- async def __aexit__
  print("Closing the database")
  await(aio.sleep(1))
end

local open_database = async(function()             -- async def __aenter__
  print("Opening the database")
  await(aio.sleep(1))
  return setmetatable({name = "database"}, Database)
end)

local main = async(function()
  local loop = aio.get_running_loop()
  local start = loop:time()
  do
    local resource <close> = await(open_database()) -- async with open_database() as resource:
    print("Using the " .. resource.name)
    await(aio.sleep(1))
  end
  print(("Closed after %.0f seconds"):format(loop:time() - start))
end)

aio.run(main())
