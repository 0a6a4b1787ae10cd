-- Depth: awaits nest as deep as Lua's own calls do, whatever is between them.
local check = require "check"
local test, equal, raises = check.test, check.equal, check.raises

local depth = 10000

test("10 000 nested awaits of async functions", function()
  local count
  count = async(function(n) return n == 0 and 0 or 1 + await(count(n - 1)) end)
  equal(await(count(depth)), depth)
end)

test("… that suspend at the bottom, and on the way up", function()
  local count
  count = async(function(n)
    if n == 0 then return await(aio.sleep(1, 0)) end
    local below = await(count(n - 1))
    if n % 1000 == 0 then await(aio.sleep(1)) end
    return 1 + below
  end)
  equal(await(count(depth)), depth)
end)

test("an error crosses 10 000 awaits", function()
  local fail
  fail = async(function(n)
    if n == 0 then error("bottom", 0) end
    return await(fail(n - 1)), nil
  end)
  raises("^bottom$", await, fail(depth))
end)

test("a cancellation crosses 10 000 awaits and closes each level", function()
  local closed = 0
  local sleeper
  sleeper = async(function(n)
    local _ <close> = setmetatable({}, { __close = function() closed = closed + 1 end })
    if n == 0 then await(aio.sleep(100)) end
    await(sleeper(n - 1))
  end)
  local task = aio.create_task(sleeper(depth))
  await(aio.sleep(1))
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(closed, depth + 1)
end)

test("with a pcall at each level", function()
  local count
  count = async(function(n)
    if n == 0 then return 0 end
    local _, below = pcall(await, count(n - 1))
    return 1 + below
  end)
  equal(await(count(depth)), depth)
end)

test("with three protected calls at each level", function()
  local count
  count = async(function(n)
    if n == 0 then return 0 end
    local _, _, _, below = pcall(pcall, aio.try, function() return await(count(n - 1)) end)
    return 1 + below
  end)
  equal(await(count(1000)), 1000)
end)

test("with a __index metamethod at each level", function()
  local levels = setmetatable({}, {})
  getmetatable(levels).__index = function(_, n) return n == 0 and 0 or 1 + await(async(function()
    return levels[n - 1]
  end)()) end
  equal(levels[2000], 2000)
end)

test("a generator at each level", function()
  local count
  count = async(function(n)
    if n == 0 then return await(aio.sleep(1, 0)) end
    local generate = coroutine.wrap(function() coroutine.yield(await(count(n - 1))) end)
    return 1 + generate()
  end)
  equal(await(count(100)), 100)
end)

test("a chain of 10 000 tasks, each awaiting the next", function()
  local chain
  chain = async(function(n)
    if n == 0 then return await(aio.sleep(1, 0)) end
    return 1 + await(aio.create_task(chain(n - 1)))
  end)
  equal(await(chain(depth)), depth)
end)

test("endless recursion is an error, not a crash", function()
  local forever
  forever = async(function() return (await(forever())) end)
  raises("overflow", await, forever())
end)

test("100 000 tasks", function()
  local done = 0
  local work = async(function()
    await(aio.sleep(1))
    done = done + 1
    return done
  end)
  local tasks = {}
  for i = 1, 100000 do tasks[i] = aio.create_task(work()) end
  local results = await(aio.gather(tasks))
  equal({ done, results.n, results[1], results[100000] }, { 100000, 100000, 1, 100000 })
end)

check.finish()
