-- When nothing can happen any more, the loop says who waits for what, and who holds it.
local check = require "check"
local plain, equal, raises, matches = check.plain, check.equal, check.raises, check.matches

plain("a future that nobody sets: exact report", function()
  local output, errors, status = check.script [[
    local future = aio.Future()
    print "waiting"
    await(future)
  ]]
  equal({ output, status }, { "waiting\n", 1 })
  matches(errors, "^aio: DeadlockError: all tasks are waiting and nothing can wake them:\n"
    .. "  task '[^']*' waits for a future that nobody has set at script:3\n")
end)

plain("every waiting task, what it waits for, and who holds it", function()
  local err = raises(aio.DeadlockError, aio.run, async(function()
    local lock, event, queue, semaphore = aio.Lock(), aio.Event(), aio.Queue(1), aio.Semaphore(0)
    local function named(name, f) return aio.create_task(async(f)(), { name = name }) end
    named("holder", function()
      await(lock:acquire())
      await(event:wait())
    end)
    named("locker", function() await(lock:acquire()) end)
    named("getter", function() await(queue:get()) end)
    named("permit", function() await(semaphore:acquire()) end)
    local joined = named("joined", function() await(aio.Future()) end)
    await(aio.gather(named("joiner", function() await(joined) end)))
  end)())
  local lines = {}
  for line in err.message:gmatch "[^\n]+" do lines[#lines + 1] = line end
  equal(lines[1], "all tasks are waiting and nothing can wake them:")
  matches(lines[2], "task '[^']*' waits for gather%(%) at [^\n]*deadlock_test%.lua:%d+$")
  matches(lines[3], "task 'holder' waits for wait%(%) at [^\n]*deadlock_test%.lua:%d+$")
  matches(lines[4], "task 'locker' waits for acquire%(%), held by task 'holder' at [^\n]*%.lua:%d+$")
  matches(lines[5], "task 'getter' waits for get%(%) at")
  matches(lines[6], "task 'permit' waits for acquire%(%) at")
  matches(lines[7], "task 'joined' waits for a future that nobody has set at")
  matches(lines[8], "task 'joiner' waits for task 'joined' at")
  equal(#lines, 8)
end)

plain("a lock acquired twice by the same task", function()
  local err = raises(aio.DeadlockError, aio.run, async(function()
    local lock = aio.Lock()
    await(lock:acquire())
    await(lock:acquire())
  end)())
  matches(err.message, "waits for acquire%(%), held by task '[^']*' itself at")
end)

plain("two locks taken in opposite order", function()
  local err = raises(aio.DeadlockError, aio.run, async(function()
    local a, b = aio.Lock(), aio.Lock()
    local take = async(function(first, second)
      local _ <close> = await(first:acquire())
      await(aio.sleep(1))
      local _ <close> = await(second:acquire())
    end)
    local one = aio.create_task(take(a, b), { name = "one" })
    local two = aio.create_task(take(b, a), { name = "two" })
    await(aio.gather(one, two))
  end)())
  matches(err.message, "task 'one' waits for acquire%(%), held by task 'two'")
  matches(err.message, "task 'two' waits for acquire%(%), held by task 'one'")
end)

plain("clean-up runs after the report", function()
  local output, errors, status = check.script [[
    local _ <close> = setmetatable({}, { __close = function() await(aio.sleep(1)) print "cleaned up" end })
    await(aio.Future())
  ]]
  equal({ output, status }, { "cleaned up\n", 1 })
  matches(errors, "^aio: DeadlockError: ")
end)

plain("a task that cannot be cancelled out of a deadlock does not hang the program", function()
  local _, errors, status = check.script [[
    aio.create_task(async(function()
      while true do aio.try(await, aio.Future()) end
    end)(), { name = "stubborn" })
    await(aio.Future())
  ]]
  matches(errors, "^aio: DeadlockError: .*'stubborn'")
  equal(status, 1)
end)

plain("it can be caught where the loop is run", function()
  local ok, err = pcall(aio.run, async(function() await(aio.Future()) end)())
  equal({ ok, err.name }, { false, "DeadlockError" })
  equal(aio.run(async(function() return await(aio.sleep(1, "the next run is fine")) end)()), "the next run is fine")
end)

plain("run_forever with nothing to do", function()
  local loop <close> = aio.new_event_loop()
  raises(aio.DeadlockError, loop.run_forever, loop)
end)

plain("a generator that waits: the line in the generator", function()
  local _, errors = check.script [[
    local generate = coroutine.wrap(function()
      await(aio.Future())
    end)
    generate()
  ]]
  matches(errors, "waits for a future that nobody has set at script:2\n")
end)

check.finish()
