-- The baseline to compare with: ordinary code without any async. Each call blocks until it is
-- done, so 1 and 2 seconds make 3.
--
-- Output:
--   Do something with 1...
--   Done with 1
--   Do something with 2...
--   Done with 2
--   Result of 1, Result of 2
--   Took 3 seconds

local time = require "aio.time"

local second = tonumber(os.getenv("AIO_SCRIPT_UNIT") or 1) -- tests shorten the second

local function fetch_data(param)
  print("Do something with " .. param .. "...")
  time.sleep(param * second)
  print("Done with " .. param)
  return "Result of " .. param
end

local function main()
  local result1 = fetch_data(1)
  local result2 = fetch_data(2)
  return result1, result2
end

local start = time.perf_counter()
local result1, result2 = main()
print(result1 .. ", " .. result2)
print(("Took %.0f seconds"):format((time.perf_counter() - start) / second))
