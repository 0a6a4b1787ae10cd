-- eager_start: the first step runs inside of create_task (scheduling.md §14).
local check = require "check"
local native = require "aio.native"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local eager = { eager_start = true }

test("without a suspension it is done at once, and awaiting it takes no turn", function()
  local tick = native.tick()
  local task = aio.create_task(async(function() return 1, 2 end)(), eager)
  equal({ task:done(), task:result() }, { true, 1, 2 })
  equal({ await(task) }, { 1, 2 })
  equal(native.tick(), tick)
end)

test("a failure at once", function()
  local task = aio.create_task(async(function() error("at once", 0) end)(), eager)
  equal({ task:done(), task:exception() }, { true, "at once" })
  raises("^at once$", await, task)
end)

test("it blocks: the creator goes on", function()
  local order = {}
  local task = aio.create_task(async(function()
    order[#order + 1] = "first step"
    await(aio.sleep(1))
    order[#order + 1] = "second step"
  end)(), eager)
  order[#order + 1] = "creator"
  await(task)
  equal(order, { "first step", "creator", "second step" })
end)

test("current_task is the eager one inside, the creator's behind", function()
  local creator, inside = aio.current_task()
  local task = aio.create_task(async(function() inside = aio.current_task() end)(), eager)
  identical(inside, task)
  identical(aio.current_task(), creator)
end)

test("its name is known in the first step", function()
  local name
  aio.create_task(async(function() name = aio.current_task():get_name() end)(), { eager_start = true, name = "early" })
  equal(name, "early")
end)

test("eager tasks nest", function()
  local function nest(depth)
    if depth == 0 then return 0 end
    return 1 + await(aio.create_task(async(nest)(depth - 1), eager))
  end
  equal(nest(30), 30)
end)

test("it cancels itself and its creator", function()
  local task = aio.create_task(async(function()
    aio.current_task():cancel()
    await(aio.sleep(0))
  end)(), eager)
  raises(aio.CancelledError, await, task)
  local outer = aio.create_task(async(function()
    local me = aio.current_task()
    aio.create_task(async(function() me:cancel("by child") end)(), eager)
    await(aio.sleep(1))
  end)())
  equal(raises(aio.CancelledError, await, outer).message, "by child")
end)

test("gather of finished eager tasks is done at once", function()
  local one = async(function() return 1 end)
  local all = aio.gather(aio.create_task(one(), eager), aio.create_task(one(), eager))
  equal(all:done(), true)
  equal(await(all), { 1, 1, n = 2 })
end)

test("an awaiting creator is not disturbed by what its eager child awaits", function()
  local events = {}
  local lock = aio.Lock()
  await(lock:acquire())
  local child = aio.create_task(async(function()
    await(lock:acquire())
    events[#events + 1] = "child has the lock"
    lock:release()
  end)(), eager)
  await(aio.sleep(1))
  events[#events + 1] = "release"
  lock:release()
  await(child)
  equal(events, { "release", "child has the lock" })
end)

check.finish()
