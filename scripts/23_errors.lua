-- An error in a coroutine comes out of the `await`; `pcall` catches it there (Python: try/except).
-- Level 0 keeps the message as written. `error("…")` alone would put "file:line: " in front of it,
-- which is better in real programs.
--
-- Output:
--   Caught an error: Something went wrong

local aio = require "aio"
local async, await = aio.async, aio.await

local risky_task = async(function()
  error("Something went wrong", 0)                 -- raise ValueError("Something went wrong")
end)

local main = async(function()
  local ok, err = pcall(await, risky_task())       -- try: await risky_task()
  if not ok then                                   -- except Exception as e:
    print("Caught an error: " .. err)
  end
end)

aio.run(main())
