-- Blocking code runs in threads: `to_thread` takes the function and its arguments and gives
-- something to await. Each thread has a Lua state of its own: the function, what it captures and
-- its arguments are copied over. The first two lines come from two threads, in either order.
--
-- Output:
--   Do something with 1...
--   Do something with 2...
--   Done with 1
--   Thread 1 fully completed
--   Done with 2
--   Thread 2 fully completed
--   Took 2 seconds

local aio = require "aio"
local time = require "aio.time"
local async, await = aio.async, aio.await

local second = tonumber(os.getenv("AIO_SCRIPT_UNIT") or 1) -- tests shorten the second

local function fetch_data(param)                   -- an ordinary, blocking function
  print("Do something with " .. param .. "...")
  time.sleep(param * second)                       -- blocking is right here
  print("Done with " .. param)
  return "Result of " .. param
end

local main = async(function()
  local start = time.perf_counter()
  local task1 = aio.create_task(aio.to_thread(fetch_data, 1))
  local task2 = aio.create_task(aio.to_thread(fetch_data, 2))
  await(task1)
  print("Thread 1 fully completed")
  await(task2)
  print("Thread 2 fully completed")
  print(("Took %.0f seconds"):format((time.perf_counter() - start) / second))
end)

aio.run(main())
