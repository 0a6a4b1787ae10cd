-- Queue: order and waiting (scheduling.md §11; CPython's test_queues).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local attempt, state = support.attempt, support.state

scenario("s46_producer_and_consumer_alternate_at_size_one", function()
  local queue = aio.Queue(1)

  local producer = async(function()
    for number = 0, 3 do
      await(queue:put(number))
      log("put", number)
    end
  end)

  local consumer = async(function()
    for _ = 0, 3 do
      log("got", await(queue:get()))
    end
  end)

  await(aio.gather(producer(), consumer()))
end)

scenario("s46b_unbounded_put_never_yields", function()
  local queue = aio.Queue()

  local producer = async(function()
    for number = 0, 2 do
      await(queue:put(number))
      log("put", number)
    end
  end)

  local consumer = async(function()
    for _ = 0, 2 do
      log("got", await(queue:get()))
    end
  end)

  await(aio.gather(consumer(), producer()))
end)

scenario("s47_item_stolen_between_wake_and_step", function()
  local queue = aio.Queue()

  local getter = async(function()
    log("getter got", await(queue:get()))
  end)

  local task = spawn("getter", getter())
  await(pause())
  queue:put_nowait("first")
  log("stolen", queue:get_nowait())
  await(pause(2))
  log(state(task))
  queue:put_nowait("second")
  await(task)
end)

scenario("s92_woken_getter_without_an_item_loses_its_place", function()
  local queue = aio.Queue()

  local getter = async(function(name)
    log(name, await(queue:get()))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, getter(name))
  end
  await(pause())
  queue:put_nowait(1)
  log("stolen", queue:get_nowait())
  await(pause(2))
  queue:put_nowait(2)
  queue:put_nowait(3)
  await(aio.wait(tasks))
end)

scenario("s93_blocked_putter_goes_on_a_tick_after_the_get", function()
  local queue = aio.Queue(1)

  local putter = async(function(item)
    await(queue:put(item))
    log("put", item)
  end)

  await(queue:put("a"))
  local tasks = {}
  for _, item in ipairs({"b", "c"}) do
    tasks[#tasks + 1] = spawn(item, putter(item))
  end
  await(pause())
  log(queue:full(), queue:qsize(), state(tasks[1]))
  for _ = 0, 2 do
    log("got", await(queue:get()))
  end
  await(aio.wait(tasks))
end)

scenario("queue_order_and_size", function()
  local queue = aio.Queue()
  log(queue:empty(), queue:full(), queue:qsize(), queue.maxsize)
  for _, item in ipairs({3, 1, 2}) do
    await(queue:put(item))
  end
  log(queue:empty(), queue:full(), queue:qsize())
  log(await(queue:get()), await(queue:get()), await(queue:get()), queue:empty())
end)

scenario("queue_full_and_empty_without_waiting", function()
  local queue = aio.Queue(2)
  log(attempt(queue.get_nowait, queue))
  queue:put_nowait(1)
  queue:put_nowait(2)
  log(queue:full(), queue.maxsize, attempt(queue.put_nowait, queue, 3))
  log(queue:get_nowait(), queue:full(), queue:qsize())
end)

scenario("queue_getters_are_served_in_order", function()
  local queue = aio.Queue()

  local getter = async(function(name)
    log(name, await(queue:get()))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, getter(name))
  end
  await(pause())
  for _, item in ipairs({1, 2, 3}) do
    queue:put_nowait(item)
  end
  log("put all")
  await(aio.wait(tasks))
end)
