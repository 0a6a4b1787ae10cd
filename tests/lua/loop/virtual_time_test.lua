-- Virtual time: when every task waits, the clock jumps to the next timer.
local check = require "check"
local test, plain, equal, matches = check.test, check.plain, check.equal, check.matches

test("an hour of sleeps is instant, and adds up", function()
  local loop = aio.get_running_loop()
  local start, real = loop:time(), os.clock()
  for _ = 1, 3600 do await(aio.sleep(1)) end
  equal(loop:time() - start, 3600)
  equal(os.clock() - real < 5, true)
end)

test("the clock stands still while tasks run", function()
  local loop = aio.get_running_loop()
  local start = loop:time()
  for _ = 1, 100 do await(aio.sleep(0)) end
  local sum = 0
  for i = 1, 1e5 do sum = sum + i end
  equal({ loop:time() - start, sum > 0 }, { 0, true })
end)

test("concurrent sleeps overlap", function()
  local loop, log = aio.get_running_loop(), {}
  local start = loop:time()
  local function napper(seconds)
    return async(function()
      await(aio.sleep(seconds))
      log[#log + 1] = { seconds, loop:time() - start }
    end)()
  end
  await(aio.gather(napper(3), napper(1), napper(2)))
  equal(log, { { 1, 1 }, { 2, 2 }, { 3, 3 } })
end)

test("equal deadlines continue in order of creation", function()
  local log, tasks = {}, {}
  for i = 1, 20 do
    tasks[i] = aio.create_task(async(function()
      await(aio.sleep(5))
      log[#log + 1] = i
    end)())
  end
  await(aio.gather(tasks))
  for i = 1, 20 do equal(log[i], i) end
end)

test("sleep: result, zero, negative, tiny, huge", function()
  local loop = aio.get_running_loop()
  local start = loop:time()
  equal(await(aio.sleep(0, "zero")), "zero")
  equal(await(aio.sleep(-5, "negative")), "negative")
  equal(await(aio.sleep(0.5)), nil)
  equal(loop:time() - start, 0.5)
  await(aio.sleep(1e-9))
  await(aio.sleep(1e9))
  equal(loop:time() - start > 1e9, true)
end)

plain("sleep: arguments", function()
  check.raises("bad argument #1 to 'sleep' %(number expected, got table%)", function() aio.sleep({}) end)
  check.raises("bad argument #1 to 'sleep' %(number expected, got string%)", function() aio.sleep("1") end)
  check.raises("bad argument #1 to 'sleep' %(number expected, got no value%)", function() aio.sleep() end)
  check.raises("bad argument #1 to 'sleep' %(number of seconds expected, got NaN%)", function() aio.sleep(0 / 0) end)
end)

test("an endless sleep beside others does not stop them, and can be cancelled", function()
  local endless = aio.create_task(aio.sleep(math.huge))
  await(aio.sleep(1e6))
  endless:cancel()
  check.raises(aio.CancelledError, await, endless)
end)

plain("nothing but an endless sleep is a deadlock", function()
  local _, errors, status = check.script "await(aio.sleep(math.huge))"
  matches(errors, "DeadlockError")
  equal(status, 1)
end)

plain("the clock never goes backwards", function()
  aio.run(async(function()
    local loop, last = aio.get_running_loop(), 0
    for i = 1, 300 do
      loop:call_later((i * 7919) % 100 - 10, function()
        equal(loop:time() >= last, true)
        last = loop:time()
      end)
    end
    await(aio.sleep(200))
  end)(), { clock = "virtual" })
end)

plain("each loop has a clock of its own", function()
  local times = {}
  for i = 1, 2 do
    aio.run(async(function()
      local start = aio.get_running_loop():time()
      await(aio.sleep(10))
      times[i] = aio.get_running_loop():time() - start
    end)(), { clock = "virtual" })
  end
  equal(times, { 10, 10 })
end)

plain("--virtual-time in a script", function()
  local output, errors, status = check.script [[
    local before = aio.get_running_loop():time()
    await(aio.sleep(3600))
    print(aio.get_running_loop():time() - before)
  ]]
  equal({ output, errors, status }, { "3600.0\n", "", 0 })
end)

check.finish()
