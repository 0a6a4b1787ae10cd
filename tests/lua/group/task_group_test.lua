-- TaskGroup: a block that ends when its tasks have ended (CPython's test_taskgroups, scheduling.md §9).
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function after(seconds, ...)
  return async(function(...)
    await(aio.sleep(seconds))
    return ...
  end)(...)
end

local function fail_after(seconds, err)
  return async(function()
    await(aio.sleep(seconds))
    error(err, 0)
  end)()
end

-- Runs the body with a group; returns the errors that leave it.
local function group_errors(body)
  local err = raises(aio.ExceptionGroup, function()
    local tg <close> = aio.TaskGroup()
    body(tg)
  end)
  return err.exceptions, err
end

test("waits for all, results afterwards", function()
  local a, b
  do
    local tg <close> = aio.TaskGroup()
    a = tg:create_task(after(2, "a"))
    b = tg:create_task(after(1, "b"), { name = "second" })
  end
  equal({ a:result(), b:result(), b:get_name() }, { "a", "b", "second" })
end)

test("empty: no turn", function()
  local native = require "aio.native"
  local tick = native.tick()
  do local _ <close> = aio.TaskGroup() end
  equal(native.tick(), tick)
end)

test("children may add children", function()
  local ran = {}
  do
    local tg <close> = aio.TaskGroup()
    local function spawn(depth)
      tg:create_task(async(function()
        await(aio.sleep(1))
        ran[#ran + 1] = depth
        if depth < 3 then spawn(depth + 1) end
      end)())
    end
    spawn(1)
  end
  equal(ran, { 1, 2, 3 })
end)

test("a child's error cancels the others and the body; the group raises", function()
  local sibling, reached
  local errors, err = group_errors(function(tg)
    sibling = tg:create_task(after(100))
    tg:create_task(fail_after(1, "failed"))
    await(aio.sleep(50))
    reached = true
  end)
  equal({ errors, reached, sibling:cancelled() }, { { "failed" }, nil, true })
  equal({ err.message, aio.current_task():cancelling() }, { "unhandled errors in a TaskGroup", 0 })
  await(aio.sleep(1))
end)

test("… also while the block is being left", function()
  local sibling
  local errors = group_errors(function(tg)
    sibling = tg:create_task(after(100))
    tg:create_task(fail_after(1, "failed"))
  end)
  equal({ errors, sibling:cancelled() }, { { "failed" }, true })
end)

test("several errors in order of completion, the body's last", function()
  local errors = group_errors(function(tg)
    tg:create_task(fail_after(1, "one"))
    tg:create_task(async(function()
      local _ <close> = setmetatable({}, { __close = function() error("in clean-up", 0) end })
      await(aio.sleep(100))
    end)())
    aio.try(await, aio.sleep(100))
    error("body", 0)
  end)
  equal(errors, { "one", "in clean-up", "body" })
end)

test("the body's error cancels the children", function()
  local child
  local errors = group_errors(function(tg)
    child = tg:create_task(after(100))
    await(aio.sleep(1))
    error("body", 0)
  end)
  equal({ errors, child:cancelled() }, { { "body" }, true })
end)

test("error values of every kind reach the group", function()
  for _, value in ipairs { false, 5, {}, print } do
    local errors = group_errors(function(tg) tg:create_task(fail_after(1, value)) end)
    identical(errors[1], value)
  end
  raises(aio.ExceptionGroup, function()
    local tg <close> = aio.TaskGroup()
    tg:create_task(fail_after(1, nil))
  end)
end)

test("create_task is refused afterwards, and while it is ending", function()
  local kept
  do
    local tg <close> = aio.TaskGroup()
    kept = tg
  end
  raises("is finished", kept.create_task, kept, after(1))
  group_errors(function(tg)
    tg:create_task(fail_after(1, "x"))
    aio.try(await, aio.sleep(100))
    raises("is shutting down", tg.create_task, tg, after(1))
  end)
  equal(check.take_never_awaited(), {}, "a refused coroutine object is closed")
end)

test("finished children are not kept", function()
  local weak = setmetatable({}, { __mode = "v" })
  local tg <close> = aio.TaskGroup()
  weak[1] = tg:create_task(after(1))
  await(aio.sleep(3))
  collectgarbage()
  equal(weak[1], nil)
end)

test("eager children", function()
  local child
  local errors = group_errors(function(tg)
    tg:create_task(async(error)("at once", 0), { eager_start = true })
    child = tg:create_task(after(100), { eager_start = true })
  end)
  equal({ errors, child:cancelled() }, { { "at once" }, true })
end)

plain("outside of a task it is refused", function()
  local loop <close> = aio.new_event_loop()
  local err
  loop:call_soon(function()
    err = select(2, pcall(aio.TaskGroup))
    loop:stop()
  end)
  loop:run_forever()
  check.matches(tostring(err), "parent task")
end)

check.finish()
