-- Done callbacks: in the next turn, in order of registration, each in its turn with the waiting tasks.
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function turn() await(aio.sleep(0)) end

test("called with the future, in the next turn, in order", function()
  local future, order = aio.Future(), {}
  for i = 1, 3 do
    future:add_done_callback(function(...)
      equal(select("#", ...), 1)
      identical((...), future)
      order[#order + 1] = i
    end)
  end
  future:set_result(1)
  equal(order, {})
  turn()
  equal(order, { 1, 2, 3 })
end)

test("on a future that is done: in the next turn", function()
  local future, tick = aio.Future(), nil
  future:set_result(1)
  future:add_done_callback(function() tick = native.tick() end)
  equal(tick, nil)
  local now = native.tick()
  turn()
  equal(tick, now + 1)
end)

test("between the waiting tasks (s76)", function()
  local future, order = aio.Future(), {}
  local function note(what) return function() order[#order + 1] = what end end
  future:add_done_callback(note "first")
  local task = aio.create_task(async(function()
    await(future)
    order[#order + 1] = "task"
  end)())
  turn()
  future:add_done_callback(note "second")
  future:set_result()
  future:add_done_callback(note "late")
  await(task)
  turn()
  equal(order, { "first", "task", "second", "late" })
end)

test("also when it fails or is cancelled", function()
  local states = {}
  local function note(future) states[#states + 1] = future:cancelled() and "cancelled" or future:exception() end
  local failing, cancelled = aio.Future(), aio.Future()
  failing:add_done_callback(note)
  cancelled:add_done_callback(note)
  failing:set_exception("failed")
  cancelled:cancel()
  turn()
  equal(states, { "failed", "cancelled" })
end)

test("of a task", function()
  local results = {}
  local task = aio.create_task(aio.sleep(1, "slept"))
  task:add_done_callback(function(t) results[1] = t:result() end)
  await(task)
  turn()
  equal(results, { "slept" })
end)

test("removed: all that are equal, and told how many", function()
  local future, calls = aio.Future(), {}
  local function a() calls[#calls + 1] = "a" end
  local function b() calls[#calls + 1] = "b" end
  for _, f in ipairs { a, b, a, a } do future:add_done_callback(f) end
  equal(future:remove_done_callback(a), 3)
  equal(future:remove_done_callback(a), 0)
  equal(future:remove_done_callback(print), 0)
  future:set_result()
  equal(future:remove_done_callback(b), 0, "already on its way")
  turn()
  equal(calls, { "b" })
end)

test("a callable object", function()
  local called
  local callable = setmetatable({}, { __call = function(_, future) called = future end })
  local future = aio.Future()
  future:add_done_callback(callable)
  future:set_result()
  turn()
  identical(called, future)
end)

test("an error in one is reported, and the others run", function()
  local future, calls = aio.Future(), {}
  future:add_done_callback(function() error("callback failed", 0) end)
  future:add_done_callback(function() calls[1] = "second" end)
  future:set_result()
  turn()
  equal(calls, { "second" })
  local reports = check.take_reports()
  equal(#reports, 1)
  check.matches(reports[1], "^Exception in callback .*callback failed$")
end)

test("callbacks that are added by callbacks run one turn later", function()
  local future, ticks = aio.Future(), {}
  future:add_done_callback(function()
    ticks[1] = native.tick()
    future:add_done_callback(function() ticks[2] = native.tick() end)
  end)
  future:set_result()
  turn()
  turn()
  equal(ticks[2] - ticks[1], 1)
end)

test("a future that only its callback knows stays alive until that has run", function()
  local called = false
  do
    local future = aio.Future()
    future:add_done_callback(function() called = true end)
    future:set_result()
  end
  collectgarbage()
  turn()
  equal(called, true)
end)

test("a pending future that is dropped is garbage with its callbacks", function()
  local weak = setmetatable({}, { __mode = "k" })
  do
    local future = aio.Future()
    local callback = function() return future end
    future:add_done_callback(callback)
    weak[future], weak[callback] = true, true
  end
  collectgarbage()
  equal(next(weak), nil)
end)

test("a removed callback is garbage", function()
  local weak = setmetatable({}, { __mode = "v" })
  local future = aio.Future()
  do
    local callback = function() return future end
    weak[1] = callback
    future:add_done_callback(callback)
    future:remove_done_callback(callback)
  end
  collectgarbage()
  equal(weak[1], nil)
end)

test("what is no function is refused", function()
  local future = aio.Future()
  raises("function expected, got number", function() future:add_done_callback(5) end)
  raises("function expected, got no value", function() future:add_done_callback() end)
end)

plain("callbacks that the end of the loop cuts off leave nothing behind", function()
  aio.run(async(function()
    local future = aio.Future()
    future:add_done_callback(print)
    aio.get_running_loop():call_later(100, future.set_result, future)
  end)())
end)

check.finish()
