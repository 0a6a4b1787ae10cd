-- Queue: cancelled waiters; stacks and priorities (scheduling.md §11; CPython's test_queues).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state = support.outcome, support.attempt, support.state

scenario("queue_cancelled_getter_is_skipped", function()
  local queue = aio.Queue()

  local getter = async(function(name)
    log(name, await(outcome(queue:get())))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, getter(name))
  end
  await(pause())
  tasks[1]:cancel()
  queue:put_nowait("item")
  await(aio.wait(tasks))
end)

scenario("queue_woken_and_cancelled_getter_passes_the_item_on", function()
  local queue = aio.Queue()

  local getter = async(function(name)
    log(name, await(outcome(queue:get())))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, getter(name))
  end
  await(pause())
  queue:put_nowait("item")
  tasks[1]:cancel()
  await(pause(4))
  log(state(tasks[2]), state(tasks[3]), queue:qsize())
  queue:put_nowait("other")
  await(aio.wait(tasks))
end)

scenario("queue_cancelled_getter_loses_no_item", function()
  local queue = aio.Queue(1)
  log(await(outcome(aio.wait_for(queue:get(), 1))))
  await(queue:put("kept"))
  log(await(aio.wait_for(queue:get(), 1)), queue:qsize())
end)

scenario("queue_cancelled_putter_is_skipped", function()
  local queue = aio.Queue(1)

  local putter = async(function(item)
    log(item, await(outcome(queue:put(item))))
  end)

  await(queue:put("a"))
  local tasks = {}
  for _, item in ipairs({"b", "c", "d"}) do
    tasks[#tasks + 1] = spawn(item, putter(item))
  end
  await(pause())
  tasks[2]:cancel()
  log(queue:get_nowait())
  await(pause(3))
  log(queue:get_nowait())
  await(aio.wait(tasks))
  log(queue:get_nowait(), queue:empty())
end)

scenario("queue_woken_and_cancelled_putter_wakes_the_next", function()
  local queue = aio.Queue(1)

  local putter = async(function(item)
    log(item, await(outcome(queue:put(item))))
  end)

  await(queue:put("a"))
  local tasks = {}
  for _, item in ipairs({"b", "c"}) do
    tasks[#tasks + 1] = spawn(item, putter(item))
  end
  await(pause())
  queue:get_nowait()
  tasks[1]:cancel()
  await(aio.wait(tasks))
  log(queue:get_nowait(), queue:qsize())
end)

scenario("queue_cancelled_putter_may_put_again", function()
  local queue = aio.Queue(1)
  await(queue:put("a"))
  log(await(outcome(aio.wait_for(queue:put("b"), 1))), queue:qsize())
  log(queue:get_nowait())
  await(queue:put("b"))
  log(queue:get_nowait(), queue:empty())
end)

scenario("queue_put_into_space_made_by_a_getter_that_waits", function()
  local queue = aio.Queue(1)

  local getter = async(function()
    log("got", await(queue:get()))
    log("got", await(queue:get()))
  end)

  local task = spawn("getter", getter())
  await(pause())
  await(queue:put(1))
  log("first put")
  await(queue:put(2))
  log("second put")
  await(task)
end)

scenario("queue_fractional_size", function()
  local queue = aio.Queue(1.3)
  await(queue:put("a"))
  log(queue:full())
  await(queue:put("b"))
  log(queue:full(), attempt(queue.put_nowait, queue, "c"))
end)

scenario("queue_two_producers_two_consumers", function()
  local queue = aio.Queue(2)

  local producer = async(function(name)
    for number = 0, 2 do
      await(queue:put(name .. tostring(number)))
      log("put", name, number)
    end
  end)

  local consumer = async(function(name)
    for _ = 0, 2 do
      log(name, "got", await(queue:get()))
      await(pause())
    end
  end)

  await(aio.gather(producer("p"), producer("q"), consumer("x"), consumer("y")))
end)

scenario("lifo_queue_is_a_stack", function()
  local queue = aio.LifoQueue()
  for _, item in ipairs({1, 3, 2}) do
    queue:put_nowait(item)
  end
  log(queue:get_nowait(), queue:get_nowait(), queue:get_nowait())
end)

scenario("priority_queue_gives_the_smallest", function()
  local queue = aio.PriorityQueue()
  for _, item in ipairs({5, 1, 4, 1, 3}) do
    queue:put_nowait(item)
  end
  log(await(queue:get()), await(queue:get()), await(queue:get()), await(queue:get()), await(queue:get()))
end)

scenario("priority_queue_serves_waiters_in_order_of_waiting", function()
  local queue = aio.PriorityQueue()

  local getter = async(function(name)
    log(name, await(queue:get()))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, getter(name))
  end
  await(pause())
  for _, item in ipairs({3, 1, 2}) do
    queue:put_nowait(item)
  end
  await(aio.wait(tasks))
end)
