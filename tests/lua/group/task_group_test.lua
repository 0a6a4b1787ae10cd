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

test("a cancelled child does not concern the group", function()
  local other
  do
    local tg <close> = aio.TaskGroup()
    local child = tg:create_task(after(100))
    other = tg:create_task(after(2, "fine"))
    await(aio.sleep(1))
    child:cancel()
  end
  equal(other:result(), "fine")
end)

test("cancelled from outside: all children, and CancelledError with its message", function()
  local children = {}
  local task = aio.create_task(async(function()
    local tg <close> = aio.TaskGroup()
    for i = 1, 3 do children[i] = tg:create_task(after(100)) end
  end)())
  await(aio.sleep(1))
  task:cancel("outside")
  equal(raises(aio.CancelledError, await, task).message, "outside")
  for _, child in ipairs(children) do equal(child:cancelled(), true) end
end)

test("cancelled from outside, and a child fails in its clean-up: the error counts", function()
  local task = aio.create_task(async(function()
    local tg <close> = aio.TaskGroup()
    tg:create_task(async(function()
      local _ <close> = setmetatable({}, { __close = function() error("in clean-up", 0) end })
      await(aio.sleep(100))
    end)())
  end)())
  await(aio.sleep(1))
  task:cancel()
  equal(raises(aio.ExceptionGroup, await, task).exceptions, { "in clean-up" })
  equal(task:cancelling(), 1)
end)

test("nested groups", function()
  local errors = group_errors(function(tg)
    tg:create_task(after(100))
    local inner <close> = aio.TaskGroup()
    inner:create_task(fail_after(1, "deep"))
  end)
  equal(errors[1].exceptions, { "deep" })
  errors = group_errors(function(tg)
    tg:create_task(fail_after(1, "outer"))
    local inner <close> = aio.TaskGroup()
    inner:create_task(after(100))
  end)
  equal(errors, { "outer" })
end)

test("cancel: children and body end, the block is left without an error", function()
  local loop, children = aio.get_running_loop(), {}
  local start = loop:time()
  do
    local tg <close> = aio.TaskGroup()
    children[1] = tg:create_task(after(100))
    tg:create_task(async(function()
      await(aio.sleep(1))
      tg:cancel()
      tg:cancel()
    end)())
  end
  equal({ children[1]:cancelled(), loop:time() - start, aio.current_task():cancelling() }, { true, 1, 0 })
  await(aio.sleep(1))
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

plain("ExceptionGroup: tree and split", function()
  local slow, text = aio.TimeoutError("slow"), "text"
  local group = aio.ExceptionGroup("outer", { slow, aio.ExceptionGroup("inner", { text, slow }) })
  equal(tostring(group), "ExceptionGroup: outer (2 errors)\n  + TimeoutError: slow\n"
    .. "  + ExceptionGroup: inner (2 errors)\n    + text\n    + TimeoutError: slow")
  local matching, rest = group:split(aio.TimeoutError)
  equal({ #matching.exceptions, #rest.exceptions, rest.exceptions[1].exceptions }, { 2, 1, { "text" } })
  equal(select("#", group:split(aio.CancelledError)), 2)
  equal((group:split(aio.CancelledError)), nil)
  raises("at least one error", aio.ExceptionGroup, "empty", {})
end)

check.finish()
