-- Creating tasks: order, names, options, what is refused.
local check = require "check"
local native = require "aio.native"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local value = async(function(x) return x end)

test("a task starts in the next turn, in order of creation", function()
  local order = {}
  local note = async(function(x) order[#order + 1] = x end)
  local tasks = {}
  for i = 1, 5 do tasks[i] = aio.create_task(note(i)) end
  equal(order, {})
  await(aio.sleep(0))
  equal(order, { 1, 2, 3, 4, 5 })
  for _, task in ipairs(tasks) do equal(task:done(), true) end
end)

test("awaiting a new task takes two turns", function()
  local tick = native.tick()
  equal(await(aio.create_task(value(1))), 1)
  equal(native.tick() - tick, 2)
end)

test("a function stands for calling it without arguments", function()
  local f = function(...) return select("#", ...), await(aio.sleep(1, "x")) end
  equal({ await(aio.create_task(f)) }, { 0, "x" })
end)

test("an operation may be a task", function()
  equal(await(aio.create_task(aio.sleep(1, "slept"))), "slept")
  local lock = aio.Lock()
  identical(await(aio.create_task(lock:acquire())), lock)
  equal(lock:locked(), true)
  local queue = aio.Queue()
  local get = aio.create_task(queue:get())
  await(aio.create_task(queue:put("item")))
  equal(await(get), "item")
end)

test("names: numbered, unless given", function()
  local function number(task) return tonumber(task:get_name():match "^Task%-(%d+)$") end
  local first = aio.create_task(value())
  local named = aio.create_task(value(), { name = "named" })
  local second = aio.create_task(value())
  equal(named:get_name(), "named")
  equal(number(second), number(first) + 1, "a given name takes no number")
  named:set_name("other")
  equal(named:get_name(), "other")
  first:set_name(12)
  equal(first:get_name(), "12")
  local object = setmetatable({}, { __tostring = function() return "object" end })
  local third = aio.create_task(value(), { name = object })
  equal(third:get_name(), "object")
  await(aio.gather(first, named, second, third))
end)

test("a name that cannot be made a string leaves no task behind", function()
  local bad = setmetatable({}, { __tostring = function() error "no name" end })
  local object = value()
  raises("no name", aio.create_task, object, { name = bad })
  equal(#aio.all_tasks(), 1)
  object:close()
end)

test("options are checked, and a refused task uses nothing up", function()
  local object = value(1)
  raises("create_task: unknown option 'nmae' %(did you mean 'name'%?%)$", aio.create_task, object, { nmae = "x" })
  raises("create_task: unknown option 'zzzzzz'$", aio.create_task, object, { zzzzzz = 1 })
  raises("create_task: options table expected, got string", aio.create_task, object, "name")
  raises("create_task: options are named by strings, got a number key", aio.create_task, object, { "name" })
  equal(#aio.all_tasks(), 1)
  equal(await(object), 1)
end)

test("the errors point at the caller", function()
  local _, err = pcall(function() aio.create_task(5) end)
  check.matches(err, "create_task_test%.lua:%d+: bad argument #1 to 'create_task' "
    .. "%(coroutine object or function expected, got number%)$")
  raises("coroutine object or function expected, got no value", function() aio.create_task() end)
  raises("expected, got Future", function() aio.create_task(aio.Future()) end)
  raises("expected, got nil", function() aio.get_running_loop():create_task(nil) end)
end)

test("loop:create_task is the same", function()
  local loop = aio.get_running_loop()
  local task = loop:create_task(value(3), { name = "of the loop" })
  equal({ task:get_name(), await(task) }, { "of the loop", 3 })
  identical(task:get_loop(), loop)
end)

test("ensure_future: futures as they are, the rest as tasks", function()
  local future = aio.Future()
  identical(aio.ensure_future(future), future)
  future:cancel()
  local task = aio.ensure_future(value(1))
  identical(aio.ensure_future(task), task)
  equal(await(task), 1)
  equal(await(aio.ensure_future(function() return 2 end)), 2)
  raises("ensure_future: an awaitable is required", aio.ensure_future, 5)
  raises("ensure_future: an awaitable is required", aio.ensure_future, {})
end)

test("the loop keeps unfinished tasks, whatever the script keeps", function()
  local done = false
  aio.create_task(async(function()
    await(aio.sleep(1))
    collectgarbage()
    await(aio.sleep(1))
    done = true
  end)())
  collectgarbage()
  await(aio.sleep(3))
  equal(done, true)
end)

test("a finished task is garbage", function()
  local weak = setmetatable({}, { __mode = "v" })
  weak[1] = aio.create_task(value(1))
  weak[2] = aio.create_task(aio.sleep(1))
  await(aio.sleep(2))
  collectgarbage()
  equal({ weak[1], weak[2] }, {})
end)

test("current_task and all_tasks", function()
  local main = aio.current_task()
  local inside
  local task = aio.create_task(async(function()
    inside = aio.current_task()
    await(aio.sleep(1))
  end)())
  equal(#aio.all_tasks(), 2)
  identical(aio.all_tasks()[1], main)
  identical(aio.all_tasks(aio.get_running_loop())[2], task)
  await(task)
  identical(inside, task)
  identical(aio.current_task(), main)
  identical(aio.current_task(aio.get_running_loop()), main)
  equal(#aio.all_tasks(), 1)
end)

test("in a callback no task is current", function()
  local seen = "nothing"
  aio.get_running_loop():call_soon(function() seen = aio.current_task() end)
  await(aio.sleep(0))
  equal(seen, nil)
end)

test("options that raise when they are read leave no task behind", function()
  for _, field in ipairs { "name", "context", "eager_start" } do
    local options = setmetatable({}, { __index = function(_, key) if key == field then error "unread" end end })
    local body = async(function() error "not reached" end)()
    raises("unread", aio.create_task, body, options)
    body:close()
  end
end)

check.finish()
