-- Queue: task_done, join, shutdown (scheduling.md §11; CPython's test_queues).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt, state, elapsed = support.outcome, support.attempt, support.state, support.elapsed
local expect = support.expect

scenario("join_of_an_empty_queue_returns_at_once", function()
  local queue = aio.Queue()
  aio.get_running_loop():call_soon(log, "callback")
  await(queue:join())
  log("joined")
  await(pause())
end)

scenario("s94_join_goes_on_a_tick_after_the_last_task_done", function()
  local queue = aio.Queue()

  local worker = async(function()
    for _ = 0, 1 do
      local item = await(queue:get())
      await(pause())
      queue:task_done()
      log("done", item)
    end
  end)

  queue:put_nowait("a")
  queue:put_nowait("b")
  local task = spawn("worker", worker())
  await(queue:join())
  log("joined")
  await(task)
end)

scenario("task_done_too_often", function()
  local queue = aio.Queue()
  log(attempt(queue.task_done, queue))
  queue:put_nowait(1)
  queue:task_done()
  log(attempt(queue.task_done, queue), queue:qsize())
end)

scenario("join_waits_for_items_that_were_taken", function()
  local queue = aio.Queue()
  queue:put_nowait("item")

  local joiner = async(function()
    await(queue:join())
    log("joined")
  end)

  local task = spawn("joiner", joiner())
  log(await(queue:get()), queue:empty())
  await(pause(3))
  log(state(task))
  queue:task_done()
  await(task)
end)

scenario("join_again_after_more_items", function()
  local queue = aio.Queue()
  for number = 0, 1 do
    queue:put_nowait(number)
    local task = spawn("joiner", queue:join())
    await(pause(2))
    log(number, state(task))
    queue:get_nowait()
    queue:task_done()
    await(task)
    log(number, "joined")
  end
end)

scenario("join_two_workers", function()
  local queue = aio.Queue()
  local total = {}

  local worker = async(function()
    while true do
      local item = await(queue:get())
      total[#total + 1] = item
      await(pause(item % 3))
      queue:task_done()
    end
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, worker())
  end
  for number = 0, 19 do
    queue:put_nowait(number)
  end
  await(queue:join())
  log("handled", #total)
  for _, task in ipairs(tasks) do
    task:cancel()
  end
  log(await(aio.gather(tasks, {return_exceptions = true})))
end)

scenario("shutdown_of_an_empty_queue", function()
  local queue = aio.Queue()

  local getter = async(function()
    log(await(outcome(queue:get())))
  end)

  local task = spawn("getter", getter())
  await(pause())
  queue:shutdown()
  log(await(outcome(queue:put(1))), attempt(queue.put_nowait, queue, 1))
  await(task)
  log(await(outcome(queue:get())), attempt(queue.get_nowait, queue))
  await(queue:join())
end)

scenario("s95_shutdown_wakes_all_getters_then_all_putters", function()
  local empty, full = aio.Queue(), aio.Queue(1)
  full:put_nowait("item")

  local getter = async(function(name)
    log(name, await(outcome(empty:get())))
  end)

  local putter = async(function(name)
    log(name, await(outcome(full:put(name))))
  end)

  local tasks = {spawn("g1", getter("g1")), spawn("p1", putter("p1"))}
  tasks[#tasks + 1] = spawn("g2", getter("g2"))
  tasks[#tasks + 1] = spawn("p2", putter("p2"))
  await(pause())
  full:shutdown()
  empty:shutdown()
  await(aio.wait(tasks))
end)

scenario("shutdown_leaves_the_items", function()
  local queue = aio.Queue(1)
  queue:put_nowait("kept")

  local putter = async(function()
    log(await(outcome(queue:put("late"))))
  end)

  local putting, joining = spawn("putter", putter()), spawn("joiner", queue:join())
  await(pause())
  queue:shutdown()
  await(putting)
  log(queue:qsize(), await(queue:get()), attempt(queue.get_nowait, queue))
  log(state(joining))
  queue:task_done()
  await(joining)
  log("joined")
end)

scenario("shutdown_immediate_drops_the_items", function()
  local queue = aio.Queue()
  queue:put_nowait(1)
  queue:put_nowait(2)
  local joining = spawn("joiner", queue:join())
  await(pause())
  queue:shutdown({immediate = true})
  log(queue:qsize(), queue:empty(), attempt(queue.get_nowait, queue))
  await(joining)
  log("joined", attempt(queue.task_done, queue))
end)

scenario("shutdown_immediate_still_waits_for_what_was_taken", function()
  local queue = aio.Queue()
  for number = 0, 2 do
    queue:put_nowait(number)
  end
  local joining = spawn("joiner", queue:join())
  log(await(queue:get()))
  await(pause())
  queue:shutdown({immediate = true})
  await(pause(2))
  log(state(joining))
  queue:task_done()
  await(joining)
  log("joined")
end)

scenario("shutdown_twice", function()
  local queue = aio.Queue()
  queue:put_nowait(1)
  queue:shutdown()
  log(queue:qsize())
  queue:shutdown({immediate = true})
  log(queue:qsize(), attempt(queue.get_nowait, queue), attempt(queue.put_nowait, queue, 2))
end)

scenario("shutdown_ends_a_consumer_loop", function()
  local queue = aio.Queue()

  local consumer = async(function()
    local ok, err = aio.try(function()
      while true do
        log("got", await(queue:get()))
      end
    end)
    if not ok then
      expect(err, aio.QueueShutDown)
      log("consumer ends:", err)
    end
  end)

  local task = spawn("consumer", consumer())
  for number = 0, 2 do
    await(queue:put(number))
    await(pause())
  end
  queue:shutdown()
  await(task)
end)

scenario("shutdown_of_lifo_and_priority_queues", function()
  for _, queue in ipairs({aio.LifoQueue(), aio.PriorityQueue()}) do
    queue:put_nowait(1)
    queue:put_nowait(2)
    queue:shutdown()
    log(queue:get_nowait(), queue:get_nowait(), attempt(queue.get_nowait, queue))
    log(attempt(queue.put_nowait, queue, 3))
  end
end)

scenario("join_cancelled", function()
  local queue = aio.Queue()
  queue:put_nowait(1)
  log(await(outcome(aio.wait_for(queue:join(), 1))), elapsed())
  queue:get_nowait()
  queue:task_done()
  await(queue:join())
  log("joined")
end)
