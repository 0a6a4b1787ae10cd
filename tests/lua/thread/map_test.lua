-- executor:map: order, errors in their place, chunks, buffers, leaving early.
local check = require "check"
local test, equal, raises, matches = check.test, check.equal, check.raises, check.matches

local function collect(...)
  local all = {}
  for value in ... do all[#all + 1] = value end
  return all
end

local function late_for_small(n)
  require("aio.time").sleep((6 - n) * 0.002)
  return n * n
end

test("results in the order of the list, also when later ones are ready first", function()
  local executor <close> = aio.ThreadPoolExecutor { max_workers = 5 }
  equal(collect(executor:map(late_for_small, { 1, 2, 3, 4, 5 })), { 1, 4, 9, 16, 25 })
  equal(collect(executor:map(late_for_small, {})), {})
end)

test("all results of each call", function()
  local executor <close> = aio.ThreadPoolExecutor(2)
  local seen = {}
  for a, b in executor:map(function(x) return x, x and -x end, { 1, 2 }) do seen[#seen + 1] = { a, b } end
  equal(seen, { { 1, -1 }, { 2, -2 } })
end)

test("the iterator alone", function()
  local executor <close> = aio.ThreadPoolExecutor(2)
  local next_result = executor:map(math.abs, { -1, -2 })
  equal(next_result(), 1)
  equal(next_result(), 2)
  equal(next_result(), nil)
  equal(next_result(), nil)
end)

for _, chunksize in ipairs { 1, 2, 3, 100 } do
  test("chunksize " .. chunksize .. ": the same results, errors in their place", function()
    local executor <close> = aio.ThreadPoolExecutor(2)
    local list = { 1, 2, 3, 4, 5, 6, 7 }
    equal(collect(executor:map(function(x) return x * 2 end, list, { chunksize = chunksize })),
      { 2, 4, 6, 8, 10, 12, 14 })
    local seen = {}
    local err = raises(aio.TimeoutError, function()
      for v in executor:map(function(x)
        if x == 4 then error(aio.TimeoutError("four")) end
        return x
      end, list, { chunksize = chunksize }) do
        seen[#seen + 1] = v
      end
    end)
    equal(seen, { 1, 2, 3 })
    matches(err.traceback, "map_test.lua:%d+: in ")
  end)
end

for _, chunksize in ipairs { 1, 2, 4 } do
  test("chunksize " .. chunksize .. ": who catches an error may go on with the next", function()
    local executor <close> = aio.ThreadPoolExecutor(1)
    local next_result = executor:map(function(x)
      if x % 2 == 1 then error("odd " .. x, 0) end
      return x
    end, { 1, 2, 3, 4, 5 }, { chunksize = chunksize })
    raises("^odd 1$", next_result)
    equal(next_result(), 2)
    raises("^odd 3$", next_result)
    equal(next_result(), 4)
    raises("^odd 5$", next_result)
    equal(next_result(), nil)
  end)
end

test("nil would end the loop silently, so it is refused", function()
  local executor <close> = aio.ThreadPoolExecutor(1)
  local seen = {}
  raises("the function returned nil for item #2", function()
    for v in executor:map(function(x) return x ~= 2 and x or nil end, { 1, 2, 3 }) do seen[#seen + 1] = v end
  end)
  equal(seen, { 1 })
  equal(collect(executor:map(function(x) return x == 2 end, { 1, 2 })), { false, true })
end)

test("leaving the loop early cancels what has not begun", function()
  local executor <close> = aio.ThreadPoolExecutor(1)
  local count = 0
  for v in executor:map(function(x)
    if x > 2 then while true do end end
    return x
  end, { 1, 2, 3, 4, 5 }) do
    count = count + 1
    equal(v, count)
    if count == 2 then break end
  end
  equal(await(executor:submit(function() return "free" end)), "free")
end)

test("an iterator that is dropped cancels as well", function()
  local executor <close> = aio.ThreadPoolExecutor(1)
  do
    local next_result = executor:map(function(x)
      if x > 1 then while true do end end
      return x
    end, { 1, 2, 3 })
    equal(next_result(), 1)
  end
  collectgarbage()
  collectgarbage()
  equal(await(executor:submit(function() return "free" end)), "free")
end)

test("cancelling the task that waits", function()
  local executor <close> = aio.ThreadPoolExecutor(1)
  local task = aio.create_task(aio.async(function()
    for _ in executor:map(function() while true do end end, { 1, 2, 3 }) do error("no result comes") end
  end)())
  await(aio.sleep(0))
  await(aio.sleep(0))
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(await(executor:submit(function() return "free" end)), "free")
end)

test("buffersize bounds what is sent ahead", function()
  local executor <close> = aio.ThreadPoolExecutor(1)
  local sent = 0
  local counting = setmetatable({}, {
    __index = function(_, method)
      return function(_, ...)
        sent = sent + 1
        return executor[method](executor, ...)
      end
    end,
  })
  local executors = getmetatable(executor) == false and executor.map
  local next_result = executors(counting, math.abs, { 1, 2, 3, 4, 5, 6 }, { buffersize = 2 })
  equal(sent, 2)
  next_result()
  equal(sent, 3)
  for _ = 1, 5 do next_result() end
  equal(sent, 6)
  equal(next_result(), nil)
end)

test("a list with n may hold nil", function()
  local executor <close> = aio.ThreadPoolExecutor(1)
  equal(collect(executor:map(type, { 1, nil, "x", n = 3 })), { "number", "nil", "string" })
end)

test("arguments are checked", function()
  local executor <close> = aio.ThreadPoolExecutor(1)
  raises("function expected, got table", function() executor:map({}, {}) end)
  raises("table expected, got number", function() executor:map(print, 5) end)
  raises("chunksize must be an integer greater than 0, got 0", function()
    executor:map(print, {}, { chunksize = 0 })
  end)
  raises("timeout must be a number of seconds, got NaN", function() executor:map(print, {}, { timeout = 0 / 0 }) end)
  raises("unknown option 'chunk_size' %(did you mean 'chunksize'%?%)", function()
    executor:map(print, {}, { chunk_size = 1 })
  end)
end)

check.plain("timeout: counted from the call; what is left is cancelled", function()
  aio.run(aio.async(function()
    local executor <close> = aio.ThreadPoolExecutor(1)
    local seen = {}
    raises(aio.TimeoutError, function()
      for v in executor:map(function(x)
        if x == 2 then while true do end end
        return x
      end, { 1, 2, 3 }, { timeout = 0.05 }) do
        seen[#seen + 1] = v
      end
    end)
    equal(seen, { 1 })
    equal(await(executor:submit(function() return "free" end)), "free")
  end)(), { clock = "real" })
end)

check.finish()
