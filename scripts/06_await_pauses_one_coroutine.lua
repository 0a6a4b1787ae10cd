-- `aio.sleep` pauses only the coroutine that awaits it: the ticker goes on meanwhile. `time.sleep`
-- stops the thread, and with it the event loop: no tick comes until it is over.
--
-- Output:
--   await(aio.sleep(2.5)): only main waits
--   tick 1
--   tick 2
--   time.sleep(1): everything waits
--   main goes on, without a third tick

local aio = require "aio"
local time = require "aio.time"
local async, await = aio.async, aio.await

local ticker = async(function()
  for second = 1, 10 do
    await(aio.sleep(1))
    print("tick " .. second)
  end
end)

local main = async(function()
  aio.create_task(ticker())                        -- `aio.run` cancels it when main returns

  print("await(aio.sleep(2.5)): only main waits")
  await(aio.sleep(2.5))

  print("time.sleep(1): everything waits")
  time.sleep(1)
  print("main goes on, without a third tick")
end)

aio.run(main())
