-- Async functions and what calling one returns: a coroutine object, of which nothing has run yet.
local check = require "check"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

test("calling an async function runs nothing", function()
  local ran = false
  local coroutine_object = async(function() ran = true end)()
  equal(ran, false)
  await(coroutine_object)
  equal(ran, true)
end)

test("await gives all results", function()
  local f = async(function(...) return ... end)
  equal(table.pack(await(f(1, nil, "x", nil))), { 1, nil, "x", nil, n = 4 })
  equal(table.pack(await(f())), { n = 0 })
  equal(table.pack(await(f(nil))), { n = 1 })
end)

test("arguments are kept as they were at the call", function()
  local many = {}
  for i = 1, 200 do many[i] = i end
  local f = async(function(...) return select("#", ...), (select(200, ...)) end)
  local object = f(table.unpack(many))
  many = nil
  collectgarbage()
  local count, last = await(object)
  equal({ count, last, many }, { 200, 200 })
end)

test("a method may be async", function()
  local account = { balance = 1 }
  account.add = async(function(self, amount)
    await(aio.sleep(1))
    self.balance = self.balance + amount
    return self
  end)
  equal(await(account:add(2)).balance, 3)
end)

test("anything callable may be async", function()
  local callable = setmetatable({}, { __call = function(_, x) return x * 2 end })
  equal(await(async(callable)(21)), 42)
  equal(await(async(math.max)(1, 3, 2)), 3)
  local object = await(async(async(function() return 1 end))())
  equal(aio.iscoroutine(object), true, "async of async gives an object")
  equal(await(object), 1)
end)

plain("async refuses what cannot be called", function()
  raises("bad argument #1 to 'async' %(function expected, got nil%)", function() async(nil) end)
  raises("bad argument #1 to 'async' %(function expected, got number%)", function() aio.async(5) end)
  raises("function expected, got no value", function() async() end)
end)

plain("a refused argument never shows a private name", function()
  for _, name in ipairs { "async", "sleep", "create_task", "Semaphore" } do
    local err = raises("bad argument #1 to '", aio[name], io.stdout)
    check.matches(err, "to 'a?i?o?%.?" .. name .. "'")
  end
end)

plain("iscoroutinefunction and iscoroutine", function()
  local f = async(print)
  equal(aio.iscoroutinefunction(f), true)
  equal(aio.iscoroutinefunction(print), false)
  equal(aio.iscoroutinefunction(5), false)
  local object, operation = f(), aio.sleep(0)
  equal(aio.iscoroutine(object), true)
  equal(aio.iscoroutine(operation), true)
  equal(aio.iscoroutine(f), false)
  equal(aio.iscoroutine(io.stdout), false)
  equal(aio.isfuture(object), false)
  object:close()
  operation:close()
end)

plain("a coroutine object prints its name", function()
  local fetch_data = async(function() end)
  local object = fetch_data()
  equal(tostring(object), "<coroutine 'fetch_data'>")
  object:close()
  local sleep = aio.sleep(1)
  equal(tostring(sleep), "<coroutine 'sleep'>")
  sleep:close()
end)

test("used once", function()
  local f = async(function() return 1 end)
  local object = f()
  equal(await(object), 1)
  raises("cannot reuse already awaited coroutine", await, object)
  raises("cannot reuse already awaited coroutine", aio.create_task, object)
  raises("cannot reuse already awaited coroutine", aio.gather, object)
end)

test("an operation is used once", function()
  local sleep = aio.sleep(1)
  await(sleep)
  raises("cannot reuse already awaited coroutine", await, sleep)
  local acquire = aio.Lock():acquire()
  await(aio.create_task(acquire))
  raises("cannot reuse already awaited coroutine", await, acquire)
end)

test("used once also when it raised", function()
  local object = async(function() error("once", 0) end)()
  raises("once", await, object)
  raises("cannot reuse already awaited coroutine", await, object)
end)

test("a coroutine object cannot be awaited while it runs", function()
  local object
  object = async(function() return await(object) end)()
  raises("cannot reuse already awaited coroutine", await, object)
end)

test("closed: no warning, no use", function()
  local object = async(print)()
  object:close()
  object:close()
  raises("cannot reuse already awaited coroutine", await, object)
  equal(check.take_never_awaited(), {})
end)

plain("made outside of a loop, awaited inside", function()
  local object = async(function(x) return x end)(7)
  equal(aio.run(async(function() return await(object) end)()), 7)
end)

check.finish()
