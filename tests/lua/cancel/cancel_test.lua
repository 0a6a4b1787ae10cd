-- Task:cancel(): once, at the pending await, with its message (scheduling.md §5).
local check = require "check"
local native = require "aio.native"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local function start(f)
  local task = aio.create_task(async(f)())
  await(aio.sleep(1))
  return task
end

test("CancelledError comes out of the pending await", function()
  local caught
  local task = start(function()
    local ok
    ok, caught = aio.try(await, aio.sleep(100))
    equal(ok, false)
    error(caught, 0)
  end)
  equal(task:cancel(), true)
  equal({ task:done(), task:cancelling() }, { false, 1 })
  identical(raises(aio.CancelledError, await, task), caught)
  equal(task:cancelled(), true)
end)

test("at the next turn (s61)", function()
  local tick
  local future = aio.Future()
  local task = start(function()
    aio.try(await, future)
    tick = native.tick()
  end)
  local now = native.tick()
  task:cancel()
  equal(future:cancelled(), true, "the awaited future is cancelled now")
  await(task)
  equal(tick, now + 1)
end)

test("the timer of a cancelled sleep is gone", function()
  local loop = aio.get_running_loop()
  local task = start(function() await(aio.sleep(1000)) end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(loop:time() < 10, true)
end)

test("the message", function()
  local task = start(function() await(aio.sleep(100)) end)
  task:cancel("because")
  local err = raises("^CancelledError: because$", await, task)
  equal({ err.name, err.message }, { "CancelledError", "because" })
  equal(raises(aio.CancelledError, task.result, task).message, "because")
  local silent = start(function() await(aio.sleep(100)) end)
  silent:cancel()
  equal(raises("^CancelledError$", await, silent).message, nil)
end)

test("the message may be any value", function()
  local reason = { code = 3 }
  local task = start(function() await(aio.Future()) end)
  task:cancel(reason)
  identical(raises(aio.CancelledError, await, task).message, reason)
end)

test("before its first step: the body never runs (s60)", function()
  local ran = false
  local task = aio.create_task(async(function() ran = true end)())
  equal(task:cancel("early"), true)
  equal(raises(aio.CancelledError, await, task).message, "early")
  equal({ ran, task:cancelled() }, { false, true })
end)

test("a cancelled unstarted operation: the lock stays free", function()
  local lock = aio.Lock()
  local task = aio.create_task(lock:acquire())
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(lock:locked(), false)
end)

test("when it is done: refused", function()
  local task = aio.create_task(async(function() return 1 end)())
  equal(await(task), 1)
  equal({ task:cancel(), task:cancelled(), task:cancelling(), task:result() }, { false, false, 0, 1 })
end)

test("the result was there but the task had not run: cancel wins (s62)", function()
  local future = aio.Future()
  local task = start(function() return await(future) end)
  future:set_result("lost")
  equal(task:cancel(), true)
  raises(aio.CancelledError, await, task)
end)

test("during sleep(0) (s68)", function()
  local caught
  local task = aio.create_task(async(function()
    caught = not aio.try(await, aio.sleep(0))
  end)())
  await(aio.sleep(0))
  task:cancel()
  await(task)
  equal(caught, true)
end)

test("a second cancel before delivery adds to the count, and is delivered once (s67)", function()
  local caught = 0
  local task = start(function()
    for _ = 1, 3 do
      if not aio.try(await, aio.sleep(100)) then caught = caught + 1 end
      if caught == 2 then return "done" end
    end
  end)
  task:cancel()
  task:cancel()
  equal(task:cancelling(), 2)
  await(aio.sleep(1))
  equal(caught, 1)
  task:cancel()
  equal(await(task), "done")
  equal({ caught, task:cancelling() }, { 2, 3 })
end)

test("the message of a second cancel before delivery", function()
  local task = start(function() await(aio.sleep(100)) end)
  task:cancel("first")
  task:cancel("second")
  local message = raises(aio.CancelledError, await, task).message
  equal(message == "first" or message == "second", true)
end)

test("awaiting in clean-up after it works (s97)", function()
  local steps = {}
  local task = start(function()
    local ok, err = aio.try(await, aio.sleep(100))
    steps[1] = ok
    await(aio.sleep(1))
    steps[2] = await(aio.create_task(aio.sleep(1, "cleaned up")))
    error(err, 0)
  end)
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(steps, { false, "cleaned up" })
end)

test("uncancel", function()
  local task = start(function()
    local me = aio.current_task()
    equal(aio.try(await, aio.sleep(100)), false)
    equal({ me:cancelling(), me:uncancel(), me:uncancel(), me:cancelling() }, { 2, 1, 0, 0 })
    return "went on"
  end)
  task:cancel()
  task:cancel()
  equal(await(task), "went on")
  equal({ task:uncancel(), task:cancelling(), task:cancelled() }, { 0, 0, false })
end)

test("cancelling itself, and taking it back (s69)", function()
  local me = aio.current_task()
  me:cancel()
  me:uncancel()
  equal(await(aio.sleep(0, "nothing happened")), "nothing happened")
  local task = aio.create_task(async(function()
    aio.current_task():cancel("self")
    await(aio.sleep(100))
  end)())
  equal(raises(aio.CancelledError, await, task).message, "self")
end)

test("cancelling itself and returning: cancelled although it returned (s66)", function()
  local task = aio.create_task(async(function()
    aio.current_task():cancel("self")
    return "value"
  end)())
  equal(raises(aio.CancelledError, await, task).message, "self")
  equal(task:cancelled(), true)
end)

test("cancelling itself and raising: failed", function()
  local task = aio.create_task(async(function()
    aio.current_task():cancel()
    error("failed", 0)
  end)())
  raises("^failed$", await, task)
  equal(task:cancelled(), false)
end)

test("raising a CancelledError without a cancel ends the task cancelled", function()
  local task = aio.create_task(async(function() error(aio.CancelledError("mine")) end)())
  equal(raises(aio.CancelledError, await, task).message, "mine")
  equal({ task:cancelled(), task:cancelling() }, { true, 0 })
end)

check.finish()
