-- The module `aio`. What is native is here at once; the Lua halves load when one of their names is
-- first used, so that a program pays at start-up only for what it needs.
local native = require "aio.native"

local eager = {
  "async", "await", "try", "create_task", "ensure_future", "sleep", "gather", "current_task",
  "all_tasks", "get_running_loop", "new_event_loop", "isfuture", "iscoroutine",
  "iscoroutinefunction", "isinstance", "to_thread", "Future", "Lock", "Semaphore",
  "BoundedSemaphore", "Event", "Queue", "LifoQueue", "PriorityQueue", "CancelledError",
  "TimeoutError", "InvalidStateError", "QueueEmpty", "QueueFull", "QueueShutDown",
  "BrokenBarrierError", "DeadlockError", "OSError", "IncompleteReadError", "LimitOverrunError",
  "BrokenProcessPool",
}

local lazy = {
  ExceptionGroup = "aio.errors",
  TaskGroup = "aio.taskgroups",
  timeout = "aio.timeouts", timeout_at = "aio.timeouts", wait_for = "aio.timeouts",
  wait = "aio.waiting", as_completed = "aio.waiting", shield = "aio.waiting",
  run = "aio.runners", Runner = "aio.runners",
  Condition = "aio.locks", Barrier = "aio.locks",
  ContextVar = "aio.contextvars", copy_context = "aio.contextvars",
  eager_task_factory = "aio.eager",
  capture_call_graph = "aio.graph", format_call_graph = "aio.graph",
  print_call_graph = "aio.graph",
  ThreadPoolExecutor = "aio.executors", ProcessPoolExecutor = "aio.executors",
  time = "aio.time",
}

local aio = {}
for _, name in ipairs(eager) do aio[name] = native[name] end

-- Methods of loops that are written in Lua and rarely used: loaded when first called.
for _, name in ipairs { "run_in_executor", "set_default_executor" } do
  native.loop_methods[name] = function(...) return require "aio.executors"[name](...) end
end

local function load_half(name)
  local half = require(lazy[name])
  aio[name] = name == "time" and half or half[name]
  return aio[name]
end

-- A listing shows every name, so it loads what is still missing.
local function pairs_of_all()
  for name in pairs(lazy) do
    if rawget(aio, name) == nil then load_half(name) end
  end
  return next, aio, nil
end

return setmetatable(aio, {
  __index = function(_, name) return lazy[name] and load_half(name) or nil end,
  __pairs = pairs_of_all,
  __name = "aio",
  names = lazy, -- for completion at the prompt, which never runs code
})
