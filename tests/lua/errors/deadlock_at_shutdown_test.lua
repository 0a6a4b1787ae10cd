-- A deadlock that begins while the loop shuts down: a task that was cancelled waits for something that
-- will never come.
local check = require "check"
local plain, equal, raises, matches = check.plain, check.equal, check.raises, check.matches

local function stubborn()
  aio.try(await, aio.sleep(10))
  await(aio.Future())
end

plain("run raises it", function()
  local err = raises(aio.DeadlockError, aio.run, function()
    aio.create_task(stubborn, { name = "stubborn" })
    await(aio.sleep(1))
  end, { clock = "virtual" })
  matches(tostring(err), "task 'stubborn' waits for a future that nobody has set")
end)

plain("an error of main goes first", function()
  raises("main failed", aio.run, function()
    aio.create_task(stubborn)
    await(aio.sleep(1))
    error("main failed", 0)
  end, { clock = "virtual" })
end)

plain("in a script", function()
  local _, errors, status = check.script [[
    aio.create_task(function() aio.try(await, aio.sleep(10)) await(aio.Future()) end, { name = "stubborn" })
    await(aio.sleep(1))
  ]]
  equal(status, 1)
  matches(errors, "^aio: DeadlockError: .*task 'stubborn' waits")
end)

check.finish()
