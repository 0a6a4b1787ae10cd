-- TaskGroup: cancelling children, the group and the task around it; nested groups.
local check = require "check"
local test, equal, raises = check.test, check.equal, check.raises

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

check.finish()
