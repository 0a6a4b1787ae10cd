-- Solution 2 for blocking code: processes. A pool of child processes takes the calls; each has its
-- own memory, and one that crashes harms nobody but the call that it ran. The pool is held in a
-- <close> variable, which ends it. The first two lines come from two processes, in either order.
-- (Solution 1, threads, is 22_to_thread.)
--
-- Output:
--   Do something with 1...
--   Do something with 2...
--   Done with 1
--   Process 1 fully completed
--   Done with 2
--   Process 2 fully completed
--   Result of 1, Result of 2

local aio = require "aio"
local time = require "aio.time"
local async, await = aio.async, aio.await

local second = tonumber(os.getenv("AIO_SCRIPT_UNIT") or 1) -- tests shorten the second

local function fetch_data(param)                   -- an ordinary, blocking function
  print("Do something with " .. param .. "...")
  time.sleep(param * second)
  print("Done with " .. param)
  return "Result of " .. param
end

local main = async(function()
  local loop = aio.get_running_loop()
  local results = {}
  do
    local executor <close> = aio.ProcessPoolExecutor()
    local task1 = loop:run_in_executor(executor, fetch_data, 1) -- function and arguments, not a call
    local task2 = loop:run_in_executor(executor, fetch_data, 2)
    results[1] = await(task1)
    print("Process 1 fully completed")
    results[2] = await(task2)
    print("Process 2 fully completed")
  end
  print(table.concat(results, ", "))
end)

aio.run(main())
