-- The locks, queues … of a random program and what it does with them; the twin of objects.py.
--
-- Most functions take a label first: the line they log. Objects are named by small numbers.

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local attempt, log, state = support.attempt, support.log, support.state

local objects = {}

-- The objects of the program that is running.
local held

local function make(count, new)
  local list = {}
  for index = 1, count do list[index] = new() end
  return list
end

local function map(entries, new)
  local list = {}
  for index, entry in ipairs(entries) do list[index] = new(entry) end
  return list
end

local function new_semaphore(entry)
  local kind, value = entry[1], entry[2]
  return kind == "bounded" and aio.BoundedSemaphore(value) or aio.Semaphore(value)
end

local queue_kinds = {fifo = aio.Queue, lifo = aio.LifoQueue, priority = aio.PriorityQueue}

local function new_queue(entry)
  return queue_kinds[entry[1]](entry[2])
end

function objects.build(plan)
  held = {
    locks = make(plan.locks, aio.Lock),
    semaphores = map(plan.semaphores, new_semaphore),
    events = make(plan.events, aio.Event),
    conditions = make(plan.conditions, aio.Condition),
    queues = map(plan.queues, new_queue),
    barriers = map(plan.barriers, aio.Barrier),
    futures = make(plan.futures, aio.Future),
    counter = 0,
  }
end

-- Objects as scopes

function objects.lock(number) return held.locks[number] end

function objects.semaphore(number) return held.semaphores[number] end

function objects.condition(number) return held.conditions[number] end

-- Locks and semaphores

objects.acquire_lock = async(function(label, number)
  await(held.locks[number]:acquire())
  log(label)
end)

local function release(label, lock)
  log(label, attempt(lock.release, lock), lock:locked())
end

function objects.release_lock(label, number) release(label, held.locks[number]) end

objects.acquire_semaphore = async(function(label, number)
  await(held.semaphores[number]:acquire())
  log(label)
end)

function objects.release_semaphore(label, number) release(label, held.semaphores[number]) end

-- Events and conditions

function objects.set_event(number) held.events[number]:set() end

function objects.clear_event(number) held.events[number]:clear() end

objects.wait_event = async(function(label, number)
  local event = held.events[number]
  log(label, await(event:wait()), event:is_set())
end)

objects.wait_condition = async(function(label, number)
  log(label, await(held.conditions[number]:wait()))
end)

objects.wait_condition_for = async(function(label, number, least)
  log(label, await(held.conditions[number]:wait_for(function() return held.counter >= least end)))
end)

function objects.notify(label, number, count)
  local condition = held.conditions[number]
  log(label, attempt(condition.notify, condition, count))
end

function objects.notify_all(label, number)
  local condition = held.conditions[number]
  log(label, attempt(condition.notify_all, condition))
end

function objects.bump() held.counter = held.counter + 1 end

-- Queues

objects.put = async(function(label, number, value)
  await(held.queues[number]:put(value))
  log(label)
end)

objects.get = async(function(label, number)
  log(label, await(held.queues[number]:get()))
end)

function objects.put_nowait(label, number, value)
  local queue = held.queues[number]
  log(label, attempt(queue.put_nowait, queue, value))
end

function objects.get_nowait(label, number)
  local queue = held.queues[number]
  log(label, attempt(queue.get_nowait, queue))
end

function objects.task_done(label, number)
  local queue = held.queues[number]
  log(label, attempt(queue.task_done, queue))
end

objects.join_queue = async(function(label, number)
  await(held.queues[number]:join())
  log(label)
end)

function objects.queue_size(label, number)
  local queue = held.queues[number]
  log(label, queue:qsize(), queue:empty(), queue:full())
end

function objects.shutdown_queue(label, number, immediate)
  held.queues[number]:shutdown({immediate = immediate})
  log(label)
end

-- Barriers

objects.wait_barrier = async(function(label, number)
  log(label, await(held.barriers[number]:wait()))
end)

objects.reset_barrier = async(function(label, number)
  await(held.barriers[number]:reset())
  log(label, held.barriers[number].n_waiting)
end)

objects.abort_barrier = async(function(label, number)
  await(held.barriers[number]:abort())
  log(label, held.barriers[number].broken)
end)

-- Futures

objects.wait_future = async(function(label, number)
  log(label, await(held.futures[number]))
end)

function objects.set_future(label, number, value)
  local future = held.futures[number]
  log(label, attempt(future.set_result, future, value))
end

function objects.fail_future(label, number)
  local future = held.futures[number]
  log(label, attempt(future.set_exception, future, support.Boom(label)))
end

function objects.cancel_future(label, number)
  log(label, held.futures[number]:cancel())
end

function objects.watch_future(label, number)
  local future = held.futures[number]
  future:add_done_callback(function() log(label, state(future)) end)
end

return objects
