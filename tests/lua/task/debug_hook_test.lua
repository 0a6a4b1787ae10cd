-- Debug hooks that look at a task at the wrong moment: when its body returns, the task has ended.
local check = require "check"
local test, equal = check.test, check.equal

-- Awaits a task that sets the hook and returns 1, 2.
local function run_with(hook, events)
  local task = aio.create_task(function()
    debug.sethook(hook, events)
    return 1, 2
  end)
  equal({ await(task) }, { 1, 2 })
end

test("a return hook that collects garbage in a coroutine", function()
  for _ = 1, 10 do
    run_with(function() coroutine.wrap(function() collectgarbage() end)() end, "r")
  end
end)

test("a return hook that asks for the current task", function()
  local names = {}
  run_with(function() names[#names + 1] = aio.current_task():get_name() end, "r")
  equal(#names > 0, true)
end)

test("a return hook that starts eager tasks", function()
  local started = 0
  run_with(function()
    if started < 20 then
      aio.create_task(function() started = started + 1 end, { eager_start = true })
    end
  end, "r")
  equal(started > 0, true)
end)

test("a hook does not go on in the next task", function()
  local calls = 0
  run_with(function() calls = calls + 1 end, "crl")
  local before = calls
  await(aio.create_task(function() return math.abs(1) end))
  equal(calls, before)
end)

-- The hook takes the place of the one that watches the clock.
check.plain("debug mode: a slow step with a hook of its own is reported without a traceback", function()
  local _, errors, status = check.script([[
    aio.get_running_loop().slow_callback_duration = 0.001
    await(aio.create_task(function()
      debug.sethook(function() end, "l")
      local start = os.clock()
      while os.clock() - start < 0.01 do end
    end, { name = "hooked" }))
  ]], "--debug")
  equal(status, 0)
  check.matches(errors, "Executing task 'hooked' took 0%.%d+ seconds\n")
end)

check.finish()
