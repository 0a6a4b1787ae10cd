-- Callbacks of the loop: call_soon, call_later, call_at and their handles (scheduling.md §1, §2).
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

local function turn() await(aio.sleep(0)) end

test("call_soon: next turn, in order, with arguments", function()
  local loop, log = aio.get_running_loop(), {}
  local function note(...) log[#log + 1] = table.pack(...) end
  loop:call_soon(note, 1)
  loop:call_soon(note)
  loop:call_soon(note, nil, "x", nil)
  equal(log, {})
  turn()
  equal(log, { { 1, n = 1 }, { n = 0 }, { nil, "x", nil, n = 3 } })
end)

test("what a callback adds runs one turn later", function()
  local loop, ticks = aio.get_running_loop(), {}
  loop:call_soon(function()
    ticks[1] = native.tick()
    loop:call_soon(function() ticks[2] = native.tick() end)
  end)
  turn()
  turn()
  equal(ticks[2], ticks[1] + 1)
end)

test("timers: by time, equal ones in order of creation", function()
  local loop, log = aio.get_running_loop(), {}
  local function note(x) log[#log + 1] = x end
  local now = loop:time()
  for i, when in ipairs { 3, 1, 2, 1, 1 } do loop:call_at(now + when, note, when .. "/" .. i) end
  await(aio.sleep(5))
  equal(log, { "1/2", "1/4", "1/5", "2/3", "3/1" })
end)

test("100 equal timers fire as they were made", function()
  local loop, log = aio.get_running_loop(), {}
  for i = 1, 100 do loop:call_at(loop:time() + 1, function() log[#log + 1] = i end) end
  await(aio.sleep(2))
  for i = 1, 100 do equal(log[i], i) end
end)

test("call_later(0) runs after what is ready already (s49); negative is due at once", function()
  local loop, log = aio.get_running_loop(), {}
  local function note(x) log[#log + 1] = x end
  loop:call_later(0, note, "later")
  loop:call_later(-5, note, "past")
  loop:call_soon(note, "soon")
  turn()
  equal(log[1], "soon")
  turn()
  table.sort(log)
  equal(log, { "later", "past", "soon" })
end)

test("a timer runs one turn before a sleep of the same length continues (s05)", function()
  local loop, ticks = aio.get_running_loop(), {}
  loop:call_later(1, function() ticks[1] = native.tick() end)
  await(aio.sleep(1))
  equal(native.tick() - ticks[1], 1)
end)

test("cancelled handles do not run", function()
  local loop, ran = aio.get_running_loop(), false
  local function run() ran = true end
  local handles = { loop:call_soon(run), loop:call_later(1, run), loop:call_at(loop:time() + 1, run) }
  for _, handle in ipairs(handles) do
    equal(handle:cancelled(), false)
    handle:cancel()
    handle:cancel()
    equal(handle:cancelled(), true)
  end
  await(aio.sleep(2))
  equal(ran, false)
end)

test("cancelled from within the same batch", function()
  local loop, log = aio.get_running_loop(), {}
  local second
  loop:call_soon(function() second:cancel() end)
  second = loop:call_soon(function() log[1] = "must not run" end)
  loop:call_soon(function() log[#log + 1] = "third" end)
  turn()
  equal(log, { "third" })
end)

test("a handle that has run may be cancelled", function()
  local loop = aio.get_running_loop()
  local handle = loop:call_soon(function() end)
  turn()
  handle:cancel()
  equal(handle:cancelled(), true)
  local timer
  timer = loop:call_later(1, function() timer:cancel() end)
  await(aio.sleep(2))
  equal(timer:cancelled(), true)
end)

test("when", function()
  local loop = aio.get_running_loop()
  local handle = loop:call_at(12345.5, print)
  equal(handle:when(), 12345.5)
  handle:cancel()
  local before = loop:time()
  local later = loop:call_later(2.5, print)
  equal(later:when(), before + 2.5)
  later:cancel()
  raises("attempt to call a nil value", function() loop:call_soon(function() end):when() end)
end)

test("a dropped handle runs", function()
  local ran = false
  aio.get_running_loop():call_later(1, function() ran = true end)
  collectgarbage()
  await(aio.sleep(2))
  equal(ran, true)
end)

test("arguments are checked", function()
  local loop = aio.get_running_loop()
  raises("function expected, got nil", function() loop:call_soon(nil) end)
  raises("number expected, got string", function() loop:call_later("x", print) end)
  raises("got NaN", function() loop:call_later(0 / 0, print) end)
  raises("got NaN", function() loop:call_at(0 / 0, print) end)
  raises("number expected, got function", function() loop:call_later(print) end)
  raises("function expected, got no value", function() loop:call_later(1) end)
  raises("EventLoop expected, got table", function() loop.call_soon({}, print) end)
  equal(loop:call_soon(setmetatable({}, { __call = function() end })):cancel(), nil)
end)

test("random timers against a sorted list", function()
  local loop, state, log, expected = aio.get_running_loop(), 1, {}, {}
  local function random(n)
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % n
  end
  local start, handles = loop:time(), {}
  for i = 1, 500 do
    local delay = random(40) / 4
    local entry = { delay, i }
    handles[i] = loop:call_at(start + delay, function() log[#log + 1] = i end)
    if random(4) == 0 then handles[i]:cancel() else expected[#expected + 1] = entry end
  end
  table.sort(expected, function(a, b) return a[1] ~= b[1] and a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
  await(aio.sleep(11))
  for i, entry in ipairs(expected) do equal(log[i], entry[2]) end
  equal(#log, #expected)
end)

plain("pending callbacks of a closed loop leave nothing behind", function()
  local handles = {}
  aio.run(async(function()
    local loop = aio.get_running_loop()
    handles = { loop:call_later(1000, print), loop:call_later(1000, print) }
    loop:call_later(1000, print)
  end)())
  for _, handle in ipairs(handles) do handle:cancel() end
end)

check.finish()
