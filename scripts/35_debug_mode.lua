-- Debug mode watches the loop: a step that keeps it busy for more than 0.1 seconds is reported on
-- stderr, with the line that was at fault. It costs time: use it while developing. Also possible
-- without touching the script: `aio --debug script.lua`, or AIO_DEBUG=1.
--
-- Output:
--   Debug mode is on: true
--   main is done

local aio = require "aio"
local time = require "aio.time"
local async = aio.async

local main = async(function()
  print("Debug mode is on: " .. tostring(aio.get_running_loop():get_debug()))
  time.sleep(0.2)                                  -- no other task can run meanwhile: reported
  print("main is done")
end)

aio.run(main(), {debug = true})                    -- asyncio.run(main(), debug=True)
