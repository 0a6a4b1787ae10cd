-- Pitfall: only awaitable things can be awaited: coroutine objects, tasks, futures, and values
-- whose metatable has `__await`. The result of an ordinary function such as `time.sleep` is none
-- of them (and `time.sleep` has blocked the loop before `await` even sees its result).
--
-- Output:
--   object of type 'string' can't be used with await
--   object of type 'nil' can't be used with await
--   Ready after a second

local aio = require "aio"
local time = require "aio.time"
local async, await = aio.async, aio.await

local function fetch_data(param)                   -- ordinary: returns a string, not a coroutine
  return "Result of " .. param
end

local Timer = {}
function Timer.__await(self)                       -- Python: a class with __await__
  await(aio.sleep(self.seconds))
  return "Ready after a second"
end

local main = async(function()
  print(select(2, pcall(await, fetch_data(1))))    -- MISTAKE: await fetch_data(1)
  local nothing = time.sleep(0.1)
  print(select(2, pcall(await, nothing)))          -- MISTAKE: await time.sleep(0.1)

  print(await(setmetatable({seconds = 1}, Timer)))
end)

aio.run(main())
