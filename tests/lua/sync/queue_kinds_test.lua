-- LifoQueue, PriorityQueue and shutdown.
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function turn() await(aio.sleep(0)) end

local function drain(queue)
  local items = {}
  while not queue:empty() do items[#items + 1] = queue:get_nowait() end
  return items
end

plain("LifoQueue: last in, first out", function()
  local queue = aio.LifoQueue()
  for i = 1, 20 do queue:put_nowait(i) end
  equal({ queue:get_nowait(), queue:get_nowait(), queue:qsize() }, { 20, 19, 18 })
  queue:put_nowait("x")
  equal(queue:get_nowait(), "x")
  check.matches(tostring(queue), "^<LifoQueue maxsize=0")
end)

plain("PriorityQueue: smallest first", function()
  local queue = aio.PriorityQueue()
  for _, x in ipairs { 3, 1, 2, 1, 5, 4 } do queue:put_nowait(x) end
  equal(drain(queue), { 1, 1, 2, 3, 4, 5 })
end)

plain("PriorityQueue with an order of its own", function()
  local queue = aio.PriorityQueue(0, function(a, b) return a[1] > b[1] end)
  for i = 1, 5 do queue:put_nowait { i, "item " .. i } end
  equal(queue:get_nowait(), { 5, "item 5" })
  equal(queue:get_nowait()[1], 4)
  local by_metamethod = aio.PriorityQueue()
  local metatable = { __lt = function(a, b) return a.key < b.key end }
  for key = 9, 1, -1 do by_metamethod:put_nowait(setmetatable({ key = key }, metatable)) end
  equal(by_metamethod:get_nowait().key, 1)
  raises("bad argument #2 to 'PriorityQueue'", function() aio.PriorityQueue(0, 5) end)
end)

plain("PriorityQueue against sort, random", function()
  local state = 12345
  local function random(n)
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % n
  end
  for _ = 1, 20 do
    local queue, items = aio.PriorityQueue(), {}
    for i = 1, random(200) do
      items[i] = random(50)
      queue:put_nowait(items[i])
    end
    table.sort(items)
    equal(drain(queue), items)
  end
end)

plain("items that cannot be compared are refused, and the queue stays whole", function()
  local queue = aio.PriorityQueue()
  queue:put_nowait(2)
  raises("attempt to compare", queue.put_nowait, queue, "x")
  queue:put_nowait(1)
  equal({ queue:qsize(), drain(queue) }, { 2, { 1, 2 } })
end)

test("an order that awaits is refused by name", function()
  local queue = aio.PriorityQueue(0, function() return await(aio.sleep(1)) end)
  queue:put_nowait(1)
  raises("cannot await inside", queue.put_nowait, queue, 2)
  equal(queue:qsize(), 1)
end)

test("bounded, and waiting, as any queue", function()
  for _, class in ipairs { aio.LifoQueue, aio.PriorityQueue } do
    local queue = class(1)
    local putter = aio.create_task(async(function() for i = 1, 3 do await(queue:put(i)) end end)())
    turn()
    equal({ queue:full(), await(queue:get()), await(queue:get()), await(queue:get()) }, { true, 1, 2, 3 })
    await(putter)
  end
end)

local kinds = { Queue = aio.Queue, LifoQueue = aio.LifoQueue, PriorityQueue = aio.PriorityQueue }
for name, class in pairs(kinds) do
  test(name .. ": shut down while empty: waiting gets end, all else is refused", function()
    local queue = class()
    local getters = { aio.create_task(queue:get()), aio.create_task(queue:get()) }
    turn()
    queue:shutdown()
    for _, getter in ipairs(getters) do raises(aio.QueueShutDown, await, getter) end
    raises(aio.QueueShutDown, queue.put_nowait, queue, 1)
    raises(aio.QueueShutDown, queue.get_nowait, queue)
    raises(aio.QueueShutDown, await, queue:put(1))
    raises(aio.QueueShutDown, await, queue:get())
    await(queue:join())
    queue:shutdown()
  end)

  test(name .. ": shut down with items: they can still be taken", function()
    local queue = class(1)
    queue:put_nowait("left")
    local putter = aio.create_task(queue:put("refused"))
    local joiner = aio.create_task(queue:join())
    turn()
    queue:shutdown()
    raises(aio.QueueShutDown, await, putter)
    equal({ await(queue:get()), joiner:done() }, { "left", false })
    raises(aio.QueueShutDown, await, queue:get())
    queue:task_done()
    await(joiner)
  end)

  test(name .. ": immediately: items are dropped, join is released", function()
    local queue = class()
    queue:put_nowait(1)
    queue:put_nowait(2)
    local joiner = aio.create_task(queue:join())
    turn()
    queue:shutdown { immediate = true }
    await(joiner)
    equal({ queue:qsize(), queue:empty() }, { 0, true })
    raises(aio.QueueShutDown, queue.get_nowait, queue)
    raises("task_done%(%) called too many times", queue.task_done, queue)
  end)

  test(name .. ": immediately, with an item in work: join still waits for it", function()
    local queue = class()
    queue:put_nowait(1)
    queue:put_nowait(2)
    queue:get_nowait()
    local joiner = aio.create_task(queue:join())
    turn()
    queue:shutdown { immediate = true }
    turn()
    equal(joiner:done(), false)
    queue:task_done()
    await(joiner)
  end)
end

plain("shutdown's options are checked", function()
  local queue = aio.Queue()
  raises("shutdown: unknown option 'imediate' %(did you mean 'immediate'%?%)",
    queue.shutdown, queue, { imediate = true })
  equal(pcall(queue.put_nowait, queue, 1), true)
end)

plain("the classes keep apart", function()
  identical(aio.Queue().put, aio.LifoQueue().put)
  raises("Queue expected, got Lock", function() aio.Queue().put_nowait(aio.Lock(), 1) end)
  check.matches(tostring(aio.PriorityQueue(3)), "^<PriorityQueue maxsize=3")
end)

plain("maxsize is what was given, whatever other queues were made with", function()
  for _, class in pairs { aio.Queue, aio.LifoQueue, aio.PriorityQueue } do
    local queues = { class(71), class(71.0), class(72.0), class(72), class(-0.0), class(0), class() }
    local sizes = {}
    for i, queue in ipairs(queues) do sizes[i] = math.type(queue.maxsize) .. " " .. queue.maxsize end
    equal(sizes, { "integer 71", "float 71.0", "float 72.0", "integer 72", "float -0.0", "integer 0", "integer 0" })
    equal({ class(math.huge).maxsize, class(0.5).maxsize, class(2 ^ 53).maxsize }, { math.huge, 0.5, 2 ^ 53 })
    identical(queues[1].put, queues[2].put)
  end
end)

check.finish()
