-- Debug mode watches the loop: a step that keeps it busy for more than 0.1 seconds is reported on
-- stderr, with the task and the line that was at fault. It costs time: use it while developing.
-- Also possible without touching the script: `aio --debug script.lua`, or AIO_DEBUG=1.
--
-- Output:
--   Debug mode is on: true
--   main is done
--
-- On stderr: Executing task 'careless' took 0.2 seconds, and where

local aio = require "aio"
local time = require "aio.time"
local async, await = aio.async, aio.await

local careless = async(function()
  time.sleep(0.2)                                  -- no other task can run meanwhile
end)

local main = async(function()
  print("Debug mode is on: " .. tostring(aio.get_running_loop():get_debug()))
  await(aio.create_task(careless(), {name = "careless"}))
  print("main is done")
end)

aio.run(main(), {debug = true})                    -- asyncio.run(main(), debug=True)
