-- Pitfall: without `await` the call of an async function only makes a coroutine object. Nothing of
-- it runs; aio says so on stderr, naming the function and the line of the call.
-- Cure: `await(fetch_data(1))`.
--
-- Output:
--   main is done
--
-- On stderr: coroutine 'fetch_data' was never awaited

local aio = require "aio"
local async, await = aio.async, aio.await

local fetch_data = async(function(param)
  print("Do something with " .. param .. "...")    -- never printed
  await(aio.sleep(param))
end)

local main = async(function()
  fetch_data(1)                                    -- MISTAKE: no await
  print("main is done")
end)

aio.run(main())
