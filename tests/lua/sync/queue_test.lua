-- Queue (CPython's test_queues, scheduling.md §11).
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

local function turn() await(aio.sleep(0)) end

plain("empty, full, qsize, maxsize", function()
  local queue = aio.Queue(2)
  equal({ queue:empty(), queue:full(), queue:qsize(), queue.maxsize }, { true, false, 0, 2 })
  queue:put_nowait(1)
  queue:put_nowait(2)
  equal({ queue:empty(), queue:full(), queue:qsize() }, { false, true, 2 })
  local unbounded = aio.Queue()
  for i = 1, 1000 do unbounded:put_nowait(i) end
  equal({ unbounded:full(), unbounded.maxsize, unbounded:qsize() }, { false, 0, 1000 })
end)

plain("without waiting", function()
  local queue = aio.Queue(1)
  raises(aio.QueueEmpty, queue.get_nowait, queue)
  queue:put_nowait("x")
  raises(aio.QueueFull, queue.put_nowait, queue, "y")
  equal(queue:get_nowait(), "x")
end)

plain("first in, first out; through many growths", function()
  local queue, next_out = aio.Queue(), 1
  for i = 1, 2000 do
    queue:put_nowait(i)
    if i % 3 == 0 then
      equal(queue:get_nowait(), next_out)
      next_out = next_out + 1
    end
  end
  while not queue:empty() do
    equal(queue:get_nowait(), next_out)
    next_out = next_out + 1
  end
  equal(next_out, 2001)
end)

plain("every value but nil", function()
  local queue = aio.Queue()
  for _, value in ipairs { false, 0, "", print, {} } do
    queue:put_nowait(value)
    check.identical(queue:get_nowait(), value)
  end
  raises("a queue cannot hold nil", function() queue:put_nowait(nil) end)
  raises("a queue cannot hold nil", function() queue:put(nil) end)
  raises("a queue cannot hold nil", function() queue:put() end)
end)

plain("maxsize is checked", function()
  raises("bad argument #1 to 'Queue'", function() aio.Queue("x") end)
  raises("bad argument #1 to 'Queue'", function() aio.Queue(0 / 0) end)
  raises("bad argument #1 to 'LifoQueue'", function() aio.LifoQueue(-1) end)
  equal(aio.Queue(1.3).maxsize, 1.3)
end)

test("get of an item that is there, put with room: no turn", function()
  local queue, tick = aio.Queue(), native.tick()
  for i = 1, 10 do await(queue:put(i)) end
  for i = 1, 10 do equal(await(queue:get()), i) end
  equal(native.tick(), tick)
end)

test("get waits for an item", function()
  local queue = aio.Queue()
  local getter = aio.create_task(queue:get())
  turn()
  check.matches(tostring(queue), "getters=1")
  queue:put_nowait("item")
  equal(queue:qsize(), 1, "there until the getter runs")
  equal(await(getter), "item")
end)

test("put waits for room", function()
  local queue, log = aio.Queue(1), {}
  local putter = aio.create_task(async(function()
    for i = 1, 3 do
      await(queue:put(i))
      log[#log + 1] = i
    end
  end)())
  turn()
  equal(log, { 1 })
  for i = 1, 3 do equal(await(queue:get()), i) end
  await(putter)
  equal(log, { 1, 2, 3 })
end)

test("ping-pong with maxsize 1 (s46)", function()
  local queue, log = aio.Queue(1), {}
  local producer = async(function()
    for i = 1, 3 do
      await(queue:put(i))
      log[#log + 1] = "put " .. i
    end
  end)
  local consumer = async(function()
    for _ = 1, 3 do
      local item = await(queue:get())
      log[#log + 1] = "got " .. item
    end
  end)
  await(aio.gather(producer(), consumer()))
  equal(#log, 6)
  equal({ log[1], log[2] }, { "put 1", "got 1" })
end)

test("an item that is stolen: the woken getter queues again, at the end (s47, s92)", function()
  local queue, log = aio.Queue(), {}
  local function getter(name)
    return aio.create_task(async(function()
      local item = await(queue:get())
      log[#log + 1] = name .. item
    end)())
  end
  local a, b = getter "a", getter "b"
  turn()
  queue:put_nowait(1)
  equal(queue:get_nowait(), 1)
  turn()
  queue:put_nowait(2)
  queue:put_nowait(3)
  await(aio.gather(a, b))
  equal(log, { "b2", "a3" })
end)

test("a cancelled getter does not lose the item", function()
  for waiting = 1, 3 do
    local queue, tasks = aio.Queue(), {}
    for i = 1, waiting do tasks[i] = aio.create_task(queue:get()) end
    turn()
    queue:put_nowait("item")
    for i = 1, waiting - 1 do tasks[i]:cancel() end
    if waiting == 1 then tasks[1]:cancel() end
    for _ = 1, waiting + 1 do turn() end
    local got = queue:empty() and tasks[waiting]:result() or queue:get_nowait()
    equal(got, "item", waiting .. " waiting")
    aio.try(await, aio.gather(tasks, { return_exceptions = true }))
  end
end)

test("a cancelled putter: its item is not put, and the next one is not blocked", function()
  local queue = aio.Queue(1)
  queue:put_nowait(1)
  local tasks = {}
  for i = 2, 4 do tasks[i - 1] = aio.create_task(queue:put(i)) end
  turn()
  equal(queue:get_nowait(), 1)
  tasks[1]:cancel()
  tasks[2]:cancel()
  for _ = 1, 3 do turn() end
  equal({ tasks[3]:done(), queue:get_nowait() }, { true, 4 })
  equal({ tasks[1]:cancelled(), tasks[2]:cancelled() }, { true, true })
end)

test("cancelled waiters are not held", function()
  local queue = aio.Queue(1)
  for _ = 1, 5 do
    local getter = aio.create_task(queue:get())
    turn()
    getter:cancel()
    raises(aio.CancelledError, await, getter)
  end
  equal(tostring(queue):find "getters", nil)
end)

check.finish()
