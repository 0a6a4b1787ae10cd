-- What one writes to have tasks with luv: a list of coroutines that are ready, run from an idle handle. A task is a
-- table; who waits for it is resumed when it ends. Without the checks, names, groups and reports of a real library.
local uv = require "luv"
local tasks = {}

local ready, next_ready = {}, {}
local idle = uv.new_idle()
local step

local function run_ready()
  local batch = ready
  ready, next_ready = next_ready, batch
  for i = 1, #batch do
    step(batch[i])
    batch[i] = nil
  end
  if #ready == 0 then idle:stop() end
end

local function schedule(task)
  if #ready == 0 then idle:start(run_ready) end
  ready[#ready + 1] = task
end
tasks.schedule = schedule

local current

local function ended(task, ok, ...)
  if coroutine.status(task.thread) ~= "dead" then
    if not ok then error((...)) end
    return
  end
  task.done, task.ok, task.result = true, ok, ...
  local waiters = task.waiters
  if waiters then
    for i = 1, #waiters do schedule(waiters[i]) end
  end
end

function step(task)
  current = task
  ended(task, coroutine.resume(task.thread))
end

function tasks.current() return current end

-- Waits until somebody schedules the running task; raises what cancelled it.
function tasks.suspend()
  local task = current
  coroutine.yield()
  if task.cancelled then
    task.cancelled = nil
    error("cancelled", 0)
  end
end

function tasks.create(f)
  local task = { thread = coroutine.create(f) }
  schedule(task)
  return task
end

function tasks.join(task)
  if not task.done then
    task.waiters = task.waiters or {}
    table.insert(task.waiters, current)
    tasks.suspend()
  end
  if not task.ok then error(task.result, 0) end
  return task.result
end

function tasks.yield()
  schedule(current)
  tasks.suspend()
end

function tasks.sleep(seconds)
  local task, timer = current, uv.new_timer()
  timer:start(math.floor(seconds * 1000), 0, function()
    task.timer = nil
    timer:close()
    step(task)
  end)
  task.timer = timer
  tasks.suspend()
end

function tasks.cancel(task)
  if task.done then return end
  task.cancelled = true
  if task.timer then
    task.timer:close()
    task.timer = nil
    schedule(task)
  end
end

-- First in, first out, in constant time.
local function fifo() return { first = 1, last = 0 } end

local function push(list, value)
  list.last = list.last + 1
  list[list.last] = value
end

local function pop(list)
  if list.first > list.last then return nil end
  local value = list[list.first]
  list[list.first] = nil
  list.first = list.first + 1
  return value
end

local Queue = {}
Queue.__index = Queue

function tasks.Queue(maxsize)
  return setmetatable({ maxsize = maxsize, items = fifo(), getters = fifo(), putters = fifo() }, Queue)
end

local function wake_first(waiters)
  local task = pop(waiters)
  if task then schedule(task) end
end

function Queue:put(item)
  while self.items.last - self.items.first + 1 >= self.maxsize do
    push(self.putters, current)
    tasks.suspend()
  end
  push(self.items, item)
  wake_first(self.getters)
end

function Queue:get()
  while self.items.first > self.items.last do
    push(self.getters, current)
    tasks.suspend()
  end
  local item = pop(self.items)
  wake_first(self.putters)
  return item
end

local Lock = {}
Lock.__index = Lock

function tasks.Lock() return setmetatable({ locked = false, waiters = fifo() }, Lock) end

function Lock:acquire()
  if self.locked then
    push(self.waiters, current)
    tasks.suspend() -- handed over by release
  end
  self.locked = true
end

function Lock:release()
  local next_owner = pop(self.waiters)
  if next_owner then schedule(next_owner) else self.locked = false end
end

function tasks.run(main)
  local task = tasks.create(main)
  uv.run()
  if not task.ok then error(task.result, 0) end
end

return tasks
