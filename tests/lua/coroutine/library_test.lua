-- The coroutine library behaves as Lua's own (manual §6.2), inside and outside of tasks. What is expected
-- here is what stock lua5.4 does.
local check = require "check"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

-- Each test runs in a task, and again in a plain coroutine outside of any loop.
local function both(name, f)
  test(name .. " (in a task)", f)
  plain(name .. " (outside)", function() assert(coroutine.resume(coroutine.create(f))) end)
end

both("values go in and out", function()
  local co = coroutine.create(function(...)
    local got = table.pack(coroutine.yield(..., "first"))
    equal(got, { 3, nil, 5, n = 3 })
    return coroutine.yield()
  end)
  equal({ coroutine.resume(co, 1, 2) }, { true, 1, "first" })
  equal({ coroutine.resume(co, 3, nil, 5) }, { true })
  equal({ coroutine.resume(co, "last") }, { true, "last" })
  equal({ coroutine.resume(co) }, { false, "cannot resume dead coroutine" })
end)

both("status", function()
  local inner, outer
  inner = coroutine.create(function()
    equal({ coroutine.status(inner), coroutine.status(outer) }, { "running", "normal" })
    coroutine.yield()
  end)
  outer = coroutine.create(function() coroutine.resume(inner) end)
  equal(coroutine.status(outer), "suspended")
  coroutine.resume(outer)
  equal({ coroutine.status(inner), coroutine.status(outer) }, { "suspended", "dead" })
  local failing = coroutine.create(error)
  coroutine.resume(failing, "x")
  equal(coroutine.status(failing), "dead")
end)

both("running and isyieldable", function()
  local outside = coroutine.running()
  equal(coroutine.status(outside), "running")
  local co
  co = coroutine.create(function()
    local running, main = coroutine.running()
    equal({ rawequal(running, co), main, coroutine.isyieldable(), coroutine.isyieldable(co) },
      { true, false, true, true })
    equal(coroutine.status(outside), "normal")
    table.sort({ 2, 1 }, function(a, b)
      equal(coroutine.isyieldable(), false)
      return a < b
    end)
  end)
  equal(coroutine.isyieldable(co), true)
  equal({ coroutine.resume(co) }, { true })
end)

both("resume refuses", function()
  local co
  co = coroutine.create(function() return coroutine.resume(co) end)
  equal({ coroutine.resume(co) }, { true, false, "cannot resume non-suspended coroutine" })
  local outer = coroutine.running()
  co = coroutine.create(function() return coroutine.resume(outer) end)
  equal({ coroutine.resume(co) }, { true, false, "cannot resume non-suspended coroutine" })
end)

both("the arguments are checked", function()
  raises("bad argument #1 to 'resume' %(%a+ expected, got %a+", function() coroutine.resume(5) end)
  raises("bad argument #1 to 'status' %(%a+ expected, got %a+", function() coroutine.status({}) end)
  raises("bad argument #1 to 'close' %(%a+ expected, got %a+", function() coroutine.close() end)
  raises("bad argument #1 to 'create' %(function expected, got nil%)", function() coroutine.create(nil) end)
  raises("bad argument #1 to 'wrap' %(function expected, got table%)", function() coroutine.wrap({}) end)
end)

both("wrap", function()
  local f = coroutine.wrap(function(a)
    local b = coroutine.yield(a + 1)
    return a + b, nil
  end)
  equal(f(1), 2)
  equal(table.pack(f(10)), { 11, nil, n = 2 })
  raises("cannot resume dead coroutine", f)
end)

both("errors of wrap get a position if they are strings, and pass unchanged otherwise", function()
  local problem = {}
  local _, err = pcall(coroutine.wrap(function() error(problem) end))
  equal(rawequal(err, problem), true)
  _, err = pcall(coroutine.wrap(error), nil)
  equal(err, nil)
  _, err = pcall(function()
    local f = coroutine.wrap(function() error("inside", 0) end)
    f()
  end)
  check.matches(err, "^[^\n]*library_test%.lua:%d+: inside$")
end)

both("errors of resume pass unchanged", function()
  for _, value in ipairs { "x", 5, true, print } do
    equal({ coroutine.resume(coroutine.create(error), value, 0) }, { false, value })
  end
  equal(table.pack(coroutine.resume(coroutine.create(error))), { false, nil, n = 2 })
end)

both("many values", function()
  local co = coroutine.wrap(function(...) return coroutine.yield(...) end)
  local many = {}
  for i = 1, 5000 do many[i] = i end
  equal(select("#", co(table.unpack(many))), 5000)
  equal(select("#", co(table.unpack(many))), 5000)
end)

both("yield across pcall, metamethods and iterators", function()
  local f = coroutine.wrap(function()
    local ok, value = pcall(function() return coroutine.yield(1) end)
    equal({ ok, value }, { true, "a" })
    ok, value = pcall(function() error(coroutine.yield(2), 0) end)
    equal({ ok, value }, { false, "b" })
    equal(setmetatable({}, { __index = function(_, key) return coroutine.yield(key) end })[3], "c")
    local iterate = coroutine.yield
    for x in iterate, 4 do
      equal(x, "d")
      if x then break end
    end
    equal(select(2, xpcall(coroutine.yield, debug.traceback, 5)), "e")
    return "end"
  end)
  equal({ f(), f "a", f "b", f "c", f "d", f "e" }, { 1, 2, 3, 4, 5, "end" })
end)

both("yield across a C function", function()
  local co = coroutine.create(function() table.sort({ 2, 1 }, coroutine.yield) end)
  equal({ coroutine.resume(co) }, { false, "attempt to yield across a C-call boundary" })
end)

both("10 000 generators alive, each collected when dropped", function()
  local generators = {}
  for i = 1, 10000 do
    generators[i] = coroutine.wrap(function() coroutine.yield(i) end)
    equal(generators[i](), i)
  end
  local weak = setmetatable({ generators[1] }, { __mode = "v" })
  generators = nil
  collectgarbage()
  equal({ weak[1], generators }, {})
end)

-- Each level is two C calls of the 200 that Lua allows; stock `wrap` takes one.
both("nested 90 deep", function()
  local function nest(depth)
    if depth == 0 then
      coroutine.yield("bottom")
      return "end"
    end
    local inner = coroutine.wrap(nest)
    coroutine.yield(inner(depth - 1))
    return inner()
  end
  local f = coroutine.wrap(nest)
  equal({ f(90), f() }, { "bottom", "end" })
end)

both("debug.traceback of a suspended coroutine", function()
  local co = coroutine.create(function() coroutine.yield() end)
  coroutine.resume(co)
  check.matches(debug.traceback(co), "^stack traceback:\n\t%[C%]: in function 'coroutine.yield'\n\t.*library_test.lua")
end)

plain("running and isyieldable of the main chunk", function()
  local _, main = coroutine.running()
  equal({ main, coroutine.isyieldable() }, { true, false })
end)

test("a task is a main thread to a library that asks", function()
  local thread, main = coroutine.running()
  equal({ type(thread), main, coroutine.isyieldable(), coroutine.status(thread) }, { "thread", true, false, "running" })
end)

test("yielding in a task is refused, as in a main chunk", function()
  raises("attempt to yield from outside a coroutine", coroutine.yield, 1)
  raises("attempt to yield from outside a coroutine", function() coroutine.yield() end)
  local task = aio.create_task(coroutine.yield)
  raises("attempt to yield from outside a coroutine", await, task)
  raises("attempt to yield from outside a coroutine", await, async(coroutine.yield)())
end)

check.finish()
