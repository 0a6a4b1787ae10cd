-- gather: results in argument order, whatever the order of completion.
local check = require "check"
local native = require "aio.native"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local after = async(function(seconds, ...)
  await(aio.sleep(seconds))
  return ...
end)

test("results in argument order", function()
  local loop = aio.get_running_loop()
  local start = loop:time()
  equal(await(aio.gather(after(3, "a"), after(1, "b"), after(2, "c"))), { "a", "b", "c", n = 3 })
  equal(loop:time() - start, 3)
end)

test("a list instead of arguments", function()
  equal(await(aio.gather { after(2, 1), after(1, 2) }), { 1, 2, n = 2 })
  equal(await(aio.gather({ after(2, 1), after(1, 2) }, { return_exceptions = true })), { 1, 2, n = 2 })
  local list = table.pack(after(1, "x"), after(1, "y"))
  equal(await(aio.gather(list)), { "x", "y", n = 2 })
end)

test("nil results keep their place", function()
  local results = await(aio.gather(after(1), after(1, nil), after(1, "c"), after(1)))
  equal(results, { nil, nil, "c", nil, n = 4 })
end)

test("of several results the first is kept", function()
  equal(await(aio.gather(after(1, 1, 2), after(1, 3, 4))), { 1, 3, n = 2 })
end)

test("nothing to gather", function()
  local tick = native.tick()
  equal(await(aio.gather()), { n = 0 })
  equal(await(aio.gather {}), { n = 0 })
  equal(await(aio.gather({}, { return_exceptions = true })), { n = 0 })
  equal(native.tick(), tick)
end)

test("everything awaitable", function()
  local future = aio.Future()
  aio.get_running_loop():call_later(1, future.set_result, future, "future")
  local awaitable = setmetatable({}, { __await = function() return "awaitable" end })
  local results = await(aio.gather(after(1, "object"), future, aio.create_task(after(1, "task")),
    function() return "function" end, awaitable, aio.sleep(1, "operation"), aio.gather(after(1, "inner"))))
  equal(results, { "object", "future", "task", "function", "awaitable", "operation", { "inner", n = 1 }, n = 7 })
end)

test("tasks start in argument order", function()
  local order = {}
  local note = async(function(x) order[#order + 1] = x end)
  await(aio.gather(note(1), note(2), note(3)))
  equal(order, { 1, 2, 3 })
end)

test("the same awaitable twice shares one child", function()
  local runs = 0
  local object = async(function()
    runs = runs + 1
    await(aio.sleep(1))
    return runs
  end)()
  local task = aio.create_task(after(1, "t"))
  equal(await(aio.gather(object, task, object, task)), { 1, "t", 1, "t", n = 4 })
  equal(runs, 1)
end)

test("all done: no turn; else two turns after the last (s08, s09)", function()
  local one, two = aio.Future(), aio.Future()
  one:set_result(1)
  two:set_result(2)
  local tick = native.tick()
  equal(await(aio.gather(one, two)), { 1, 2, n = 2 })
  equal(native.tick(), tick)
  local last
  local task = aio.create_task(async(function()
    await(aio.sleep(1))
    last = native.tick()
  end)())
  await(aio.gather(one, task))
  equal(native.tick() - last, 2)
end)

test("it is a future", function()
  local all = aio.gather(after(1, "x"))
  equal({ aio.isfuture(all), all:done(), all:cancelled() }, { true, false, false })
  local called
  all:add_done_callback(function(future) called = future end)
  equal(await(all), { "x", n = 1 })
  equal(all:result(), { "x", n = 1 })
  await(aio.sleep(0))
  identical(called, all)
end)

test("awaited late, or by several", function()
  local all = aio.gather(after(1, "x"))
  local reader = async(function() return await(all) end)
  local results = await(aio.gather(reader(), reader()))
  identical(results[1], results[2])
end)

test("dropped while its children run: they run on", function()
  local done = 0
  local work = async(function()
    await(aio.sleep(1))
    done = done + 1
  end)
  aio.gather(work(), work())
  collectgarbage()
  await(aio.sleep(2))
  collectgarbage()
  equal(done, 2)
end)

test("what is not awaitable is refused", function()
  raises("gather: an awaitable is required %(coroutine object, future or task%), got number", aio.gather, 5)
  raises("got string", aio.gather, { "x" })
  raises("gather: unknown option 'return_exception' %(did you mean 'return_exceptions'%?%)",
    aio.gather, { return_exception = true })
end)

test("a refused argument leaves nothing running unnoticed", function()
  local ran = 0
  local work = async(function() ran = ran + 1 end)
  raises("an awaitable is required", aio.gather, work(), 5)
  await(aio.sleep(1))
  equal(ran <= 1, true)
end)

test("10 000 children, and gathers of gathers", function()
  local children = {}
  for i = 1, 10000 do children[i] = after(i % 7, i) end
  local results = await(aio.gather(children))
  equal({ results[1], results[5000], results[10000], results.n }, { 1, 5000, 10000, 10000 })
  local nested = aio.gather(after(1, "bottom"))
  for _ = 1, 500 do nested = aio.gather(nested) end
  local result = await(nested)
  while type(result) == "table" do result = result[1] end
  equal(result, "bottom")
end)

test("an empty table behind awaitables is options, alone it is a list", function()
  equal(await(aio.gather(aio.sleep(1, "a"), {})), { "a", n = 1 })
  equal(await(aio.gather({})), { n = 0 })
  equal(await(aio.gather({}, {})), { n = 0 })
end)

check.finish()
