-- The methods of Task that Future does not have, and those it overrides.
local check = require "check"
local test, equal, raises, matches = check.test, check.equal, check.raises, check.matches

local sleeper = async(function() await(aio.sleep(10)) return "slept" end)

test("result and exception while it runs, and after", function()
  local task = aio.create_task(sleeper())
  raises(aio.InvalidStateError, task.result, task)
  raises(aio.InvalidStateError, task.exception, task)
  equal({ task:done(), task:cancelled() }, { false, false })
  equal(await(task), "slept")
  equal({ task:done(), task:cancelled(), task:result(), task:exception() }, { true, false, "slept" })
end)

test("a failed task", function()
  local task = aio.create_task(async(function() error({ code = 7 }) end)())
  raises("", await, task)
  equal(task:exception(), { code = 7 })
  local _, err = pcall(task.result, task)
  equal(err, { code = 7 })
  equal({ task:done(), task:cancelled() }, { true, false })
end)

test("a cancelled task", function()
  local task = aio.create_task(sleeper())
  await(aio.sleep(1))
  equal(task:cancel(), true)
  equal({ task:done(), task:cancelled() }, { false, false }, "not before its next step")
  raises(aio.CancelledError, await, task)
  equal({ task:done(), task:cancelled() }, { true, true })
  raises(aio.CancelledError, task.result, task)
  raises(aio.CancelledError, task.exception, task)
  equal(task:cancel(), false)
end)

test("the result cannot be set from outside", function()
  local task = aio.create_task(sleeper())
  raises("Task does not support set_result operation", task.set_result, task, 1)
  raises("Task does not support set_exception operation", task.set_exception, task, "x")
  task:cancel()
  raises(aio.CancelledError, await, task)
end)

test("get_coro and get_context", function()
  local object = sleeper()
  local task = aio.create_task(object)
  check.identical(task:get_coro(), object)
  task:get_context()
  task:cancel()
  raises(aio.CancelledError, await, task)
end)

test("a task prints its name and state", function()
  local task = aio.create_task(sleeper(), { name = "fetch" })
  matches(tostring(task), "^<Task pending name='fetch'")
  await(task)
  matches(tostring(task), "^<Task finished name='fetch'")
  task = aio.create_task(sleeper(), { name = "fetch" })
  task:cancel()
  raises(aio.CancelledError, await, task)
  matches(tostring(task), "^<Task cancelled name='fetch'")
end)

test("get_stack is the whole suspended stack", function()
  local function innermost() await(aio.sleep(10)) end
  local middle = async(function() innermost() end)
  local task = aio.create_task(async(function() await(middle()) end)())
  equal(task:get_stack(), {}, "not started")
  await(aio.sleep(1))
  local lines = {}
  for _, frame in ipairs(task:get_stack()) do
    if frame.line > 0 then
      matches(frame.source, "task_methods_test%.lua$")
      equal(type(frame.name), "string")
      lines[#lines + 1] = frame.line
    end
  end
  equal(#lines, 3)
  equal({ lines[1] + 1, lines[1] + 2 }, { lines[2], lines[3] })
  await(task)
  equal(task:get_stack(), {})
end)

test("get_stack includes the generators it waits in", function()
  local task = aio.create_task(async(function()
    for _ in coroutine.wrap(function() await(aio.sleep(10)) end) do error "nothing comes" end
  end)())
  await(aio.sleep(1))
  local lines = 0
  for _, frame in ipairs(task:get_stack()) do lines = lines + (frame.line > 0 and 1 or 0) end
  equal(lines, 2)
  await(task)
end)

test("get_stack of the running task", function()
  local stack = aio.current_task():get_stack()
  equal(#stack > 0, true)
end)

test("methods refuse other objects", function()
  local task = aio.current_task()
  raises("Task expected, got Future", function() task.get_name(aio.Future()) end)
  raises("Task expected, got FILE%*", function() task.cancelling(io.stdout) end)
  raises("Future expected, got table", function() task.done({}) end)
  raises("Future expected, got no value", function() task.done() end)
end)

test("isfuture", function()
  local task = aio.create_task(sleeper())
  equal({ aio.isfuture(task), aio.isfuture(aio.Future()), aio.isfuture(5), aio.isfuture(io.stdout) },
    { true, true, false, false })
  task:cancel()
  raises(aio.CancelledError, await, task)
end)

test("the same error object goes to every awaiter", function()
  local problem = setmetatable({}, {})
  local task = aio.create_task(async(function() await(aio.sleep(1)) error(problem) end)())
  local caught = await(aio.gather(
    async(function() return select(2, pcall(await, task)) end)(),
    async(function() return select(2, pcall(await, task)) end)()))
  check.identical(caught[1], problem)
  check.identical(caught[2], problem)
end)

check.finish()
