-- What a <close> handler may do while a cancellation is on its way: everything.
local check = require "check"
local test, equal, raises = check.test, check.equal, check.raises

local function closing(f) return setmetatable({}, { __close = f }) end
local function nap() await(aio.sleep(100)) end

local function start(f)
  local task = aio.create_task(async(f)())
  await(aio.sleep(1))
  return task
end

test("pcall in a handler: the cancellation travels on", function()
  local steps = {}
  local task = start(function()
    local _ <close> = closing(function()
      steps[1] = pcall(error, "ordinary")
      await(aio.sleep(1))
      steps[2] = "awaited after pcall"
    end)
    nap()
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(steps, { false, "awaited after pcall" })
end)

test("xpcall in a handler: the same", function()
  local steps = {}
  local task = start(function()
    local _ <close> = closing(function()
      steps[1] = xpcall(error, debug.traceback, "ordinary")
      await(aio.sleep(1))
      steps[2] = "awaited after xpcall"
    end)
    nap()
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(steps, { false, "awaited after xpcall" })
end)

test("coroutine.resume in a handler: the same", function()
  local reached
  local task = start(function()
    local _ <close> = closing(function()
      coroutine.resume(coroutine.create(error), "ordinary")
      await(aio.sleep(1))
      reached = true
    end)
    nap()
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(reached, true)
end)

test("a handler may use locks, tasks and gather", function()
  local lock, results = aio.Lock(), nil
  local task = start(function()
    local _ <close> = closing(function()
      local _ <close> = await(lock:acquire())
      results = await(aio.gather(aio.sleep(1, "a"), aio.create_task(aio.sleep(1, "b"))))
    end)
    nap()
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal({ results, lock:locked() }, { { "a", "b", n = 2 }, false })
end)

test("in a generator", function()
  local closed
  local task = start(function()
    for _ in coroutine.wrap(function()
      local _ <close> = closing(function()
        await(aio.sleep(1))
        closed = true
      end)
      nap()
    end) do error "nothing comes" end
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(closed, true)
end)

check.finish()
