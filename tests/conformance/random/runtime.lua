-- What random programs call, in Lua; the twin of runtime.py.
--
-- Most functions take a label first: the line they log. Tasks are named by small numbers; a body
-- is an async function without arguments.

local aio = require "aio"
local objects = require "random.objects"
local support = require "support"

local async, await = aio.async, aio.await
local attempt, log, outcome, state = support.attempt, support.log, support.outcome, support.state

local runtime = {try = aio.try, async = async, await = await}
runtime.defer, runtime.expect, runtime.log = support.defer, support.expect, log
runtime.error, runtime.coroutine, runtime.CancelledError = error, coroutine, aio.CancelledError
for name, f in pairs(objects) do runtime[name] = f end

-- The tasks, groups … of the program that is running.
local world

function runtime.build(plan)
  objects.build(plan)
  world = {
    tasks = {[0] = aio.current_task()},
    groups = {},
    timeouts = {},
    handles = {},
    gathers = {},
    var = aio.ContextVar("var", {default = 0}),
  }
end

-- Groups and timeouts as scopes

function runtime.timeout_scope(number, delay)
  world.timeouts[number] = aio.timeout(delay)
  return world.timeouts[number]
end

function runtime.group_scope(number)
  world.groups[number] = aio.TaskGroup()
  return world.groups[number]
end

-- Tasks

function runtime.spawn(number, body, eager)
  world.tasks[number] = aio.create_task(body(), {name = "t" .. number, eager_start = eager})
end

function runtime.watch(label, number)
  local task = world.tasks[number]
  if task then task:add_done_callback(function() log(label, state(task)) end) end
end

function runtime.cancel(label, number)
  local task = world.tasks[number]
  if task then log(label, task:cancel()) end
end

function runtime.uncancel(label) log(label, aio.current_task():uncancel()) end

function runtime.cancelling(label) log(label, aio.current_task():cancelling()) end

function runtime.state_of(label, number)
  local task = world.tasks[number]
  log(label, task and state(task) or "none")
end

function runtime.mark(label) log(label) end

function runtime.log_error(label, err) log(label, support.caught(err)) end

-- Calls f; an error of that class (any, without one) is logged and goes no further.
function runtime.shelter(label, class, f)
  local ok, err = aio.try(f)
  if ok then return end
  if class then support.expect(err, class) end
  runtime.log_error(label, err)
end

function runtime.boom(label)
  log(label)
  support.fail(label)
end

function runtime.set_var(value) world.var:set(value) end

function runtime.get_var(label) log(label, world.var:get()) end

runtime.nap = async(function(delay) await(aio.sleep(delay)) end)

runtime.join = async(function(label, number)
  local task = world.tasks[number]
  if task then log(label, await(task)) end
end)

runtime.look = async(function(label, number)
  local task = world.tasks[number]
  if task then log(label, await(outcome(task))) end
end)

-- Several at once; an item is a body or the number of a task, which may not exist

local function awaitable(item)
  if type(item) == "number" then return world.tasks[item] end
  return item()
end

local function present(items)
  local tasks = {}
  for _, item in ipairs(items) do
    tasks[#tasks + 1] = awaitable(item)
  end
  return tasks
end

local nothing = async(function() return 0 end)

local function one(item)
  return awaitable(item) or nothing()
end

-- Values in random programs are numbers, so a string among results is an error.
local function with_errors(results)
  local list = {n = results.n}
  for index = 1, results.n do
    list[index] = support.caught(results[index])
  end
  return list
end

runtime.gather_all = async(function(label, items, return_exceptions)
  local results = await(aio.gather(present(items), {return_exceptions = return_exceptions}))
  log(label, with_errors(results))
end)

function runtime.start_gather(number, items, return_exceptions)
  world.gathers[number] = aio.gather(present(items), {return_exceptions = return_exceptions})
end

runtime.wait_gather = async(function(label, number)
  local group = world.gathers[number]
  if group then log(label, with_errors(await(group))) end
end)

function runtime.cancel_gather(label, number)
  local group = world.gathers[number]
  if group then log(label, group:cancel()) end
end

runtime.wait_some = async(function(label, numbers, timeout, return_when)
  local tasks = present(numbers)
  if #tasks == 0 then return end
  local done, pending = await(aio.wait(tasks, {timeout = timeout, return_when = return_when}))
  log(label, support.names(done), support.names(pending))
end)

runtime.wait_limited = async(function(label, item, timeout)
  log(label, await(aio.wait_for(one(item), timeout)))
end)

runtime.wait_shielded = async(function(label, item)
  log(label, await(aio.shield(one(item))))
end)

runtime.each_completed = async(function(label, items, timeout)
  for next_done in aio.as_completed(present(items), {timeout = timeout}) do
    log(label, await(next_done))
  end
end)

runtime.each_outcome = async(function(label, items, timeout)
  for next_done in aio.as_completed(present(items), {timeout = timeout}) do
    log(label, await(outcome(next_done)))
  end
end)

-- Groups and timeouts

function runtime.group_spawn(label, group, number, body, eager)
  local scope = world.groups[group]
  if not scope then return end
  local options = {name = "t" .. number, eager_start = eager}
  local task = attempt(scope.create_task, scope, body(), options)
  if aio.isfuture(task) then
    world.tasks[number] = task
  else
    log(label, task)
  end
end

function runtime.group_cancel(label, group)
  local scope = world.groups[group]
  if not scope then return end
  log(label)
  scope:cancel()
end

function runtime.reschedule(label, number, delta)
  local scope = world.timeouts[number]
  if not scope then return end
  local when = delta and aio.get_running_loop():time() + delta
  log(label, attempt(scope.reschedule, scope, when))
end

function runtime.expired(label, number) log(label, world.timeouts[number]:expired()) end

-- Callbacks

function runtime.soon(number, callback)
  world.handles[number] = aio.get_running_loop():call_soon(callback)
end

function runtime.later(number, delay, callback)
  world.handles[number] = aio.get_running_loop():call_later(delay, callback)
end

function runtime.cancel_handle(label, number)
  local handle = world.handles[number]
  if not handle then return end
  handle:cancel()
  log(label)
end

return runtime
