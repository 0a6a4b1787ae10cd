-- await: what can be awaited, what comes out, and that awaiting a coroutine object costs no turn.
local check = require "check"
local native = require "aio.native"
local test, equal, raises, identical = check.test, check.equal, check.raises, check.identical

local nested = async(function(depth)
  local self = async(function() return depth end)
  return await(self())
end)

test("a coroutine object runs inline, without a turn", function()
  local tick = native.tick()
  equal(await(nested(3)), 3)
  equal(native.tick(), tick)
end)

test("the same task runs the awaited function", function()
  local task = aio.current_task()
  identical(await(async(aio.current_task)()), task)
end)

test("a pending future suspends for one turn, a done one not at all", function()
  local loop = aio.get_running_loop()
  local future = loop:create_future()
  loop:call_soon(future.set_result, future, "value")
  local tick = native.tick()
  equal(await(future), "value")
  equal(native.tick() - tick, 2)
  equal(await(future), "value")
  equal(native.tick() - tick, 2)
end)

test("a future keeps several results, and nils", function()
  local future = aio.Future()
  future:set_result(1, nil, nil)
  equal(table.pack(await(future)), { 1, nil, nil, n = 3 })
  local empty = aio.Future()
  empty:set_result()
  equal(table.pack(await(empty)), { n = 0 })
end)

test("a task gives all results, as often as asked", function()
  local task = aio.create_task(async(function() return 1, 2 end)())
  equal({ await(task) }, { 1, 2 })
  equal({ await(task) }, { 1, 2 })
  equal({ task:result() }, { 1, 2 })
end)

test("errors come out as they were raised", function()
  local value = setmetatable({}, { __tostring = function() return "mine" end })
  local fail = async(function() error(value) end)
  local ok, err = pcall(await, fail())
  equal(ok, false)
  identical(err, value)
  local task = aio.create_task(fail())
  for _ = 1, 2 do
    ok, err = pcall(await, task)
    equal(ok, false)
    identical(err, value)
  end
end)

test("__await is called in this task and gives its results", function()
  local task = aio.current_task()
  local awaitable = setmetatable({}, {
    __await = function(self, ...)
      equal(select("#", ...), 0)
      await(aio.sleep(1))
      return self, aio.current_task(), nil
    end,
  })
  local results = table.pack(await(awaitable))
  identical(results[1], awaitable)
  identical(results[2], task)
  equal(results.n, 3)
end)

test("__await may be an async function or callable object", function()
  local called = setmetatable({}, { __call = function(_, self) return self.value end })
  equal(await(setmetatable({ value = 4 }, { __await = called })), 4)
  local awaited = setmetatable({}, { __await = function() return await(aio.sleep(1, "slept")) end })
  equal(await(aio.gather(awaited)), { "slept", n = 1 })
  equal(await(aio.ensure_future(awaited)), "slept")
end)

test("an error in __await comes out", function()
  raises("inside", await, setmetatable({}, { __await = function() error("inside") end }))
end)

test("anything else is refused", function()
  local refused = { [1] = "number", [2] = "string", [3] = "table", [4] = "boolean", [5] = "function" }
  for i, value in ipairs { 5, "x", {}, true, print } do
    raises("^object of type '" .. refused[i] .. "' can't be used with await$", await, value)
  end
  raises("object of type 'nil' can't be used with await", await, nil)
  raises("object of type 'FILE%*' can't be used with await", await, io.stdout)
  raises("value expected", await)
end)

test("a refused await of an async function says so", function()
  local f = async(function() end)
  raises("object of type 'function' can't be used with await", await, f)
end)

test("a task cannot await itself", function()
  local task
  task = aio.create_task(async(function() return await(task) end)())
  raises("Task cannot await on itself", await, task)
end)

test("await through metamethods and iterators of Lua", function()
  local slow = setmetatable({}, {
    __index = function(_, key) return await(aio.sleep(1, key)) end,
    __newindex = function(t, key, value) rawset(t, key, await(aio.sleep(1, value))) end,
    __add = function(_, x) return await(aio.sleep(1, x)) end,
    __concat = function(_, x) return await(aio.sleep(1, x)) end,
    __eq = function() return await(aio.sleep(1, true)) end,
    __lt = function() return await(aio.sleep(1, true)) end,
    __len = function() return await(aio.sleep(1, 9)) end,
    __unm = function() return await(aio.sleep(1, "minus")) end,
    __call = function(_, ...) return await(aio.sleep(1, ...)) end,
  })
  equal({ slow.key, slow + 1, slow .. "x", #slow, -slow, slow("called") }, { "key", 1, "x", 9, "minus", "called" })
  equal({ slow == setmetatable({}, getmetatable(slow)), slow < slow, slow > slow }, { true, true, true })
  slow.field = 3
  equal(rawget(slow, "field"), 3)
  local function numbers(last, i)
    if i < last then return await(aio.sleep(1, i + 1)) end
  end
  local seen = {}
  for i in numbers, 3, 0 do seen[#seen + 1] = i end
  equal(seen, { 1, 2, 3 })
end)

test("await as a function value: pcall(await, x), tail call, varargs", function()
  local function tail() return await(aio.sleep(1, "tail")) end
  equal(tail(), "tail")
  equal({ pcall(await, aio.sleep(1, "slept")) }, { true, "slept" })
  equal(select(2, xpcall(await, debug.traceback, aio.sleep(1, 5))), 5)
  equal({ aio.try(await, aio.sleep(1, "tried")) }, { true, "tried" })
end)

test("only the first argument counts", function()
  equal(await(aio.sleep(0, "a"), "b"), "a")
end)

check.finish()
