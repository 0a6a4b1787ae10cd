-- Pitfall: each `aio.run` makes its own loop and closes it at the end. Nothing that belongs to one
-- run (its loop, tasks, futures) is of use in the next.
-- Cure: one `aio.run` per program, everything else inside it.
--
-- Output:
--   first run
--   Event loop is closed
--   second run, on another loop: true

local aio = require "aio"
local async = aio.async

local loop

local first = async(function()
  loop = aio.get_running_loop()
  print("first run")
end)

local second = async(function()
  print("second run, on another loop: " .. tostring(aio.get_running_loop() ~= loop))
end)

aio.run(first())

local ok, err = pcall(loop.call_soon, loop, print) -- MISTAKE: the loop of a run that is over
if not ok then print(err) end

aio.run(second())
