-- The kinds of statements that random programs are made of. An entry is {weight, make} and
-- flags: awaits, in_task (needs a current task), deep (contains others), always (in every program).
-- make(program, place) returns an array of nodes, or nil if it has no use for that place.

local statements = {entries = {}}

local NIL = {}  -- stands for nil among arguments
statements.NIL = NIL

local delays = {0, 0, 0, 0.25, 0.5, 0.5, 1, 1, 1.5, 2}
local limits = {0, -1, 0.25, 0.5, 0.5, 1, 1, 1, 2, NIL}

function statements.call(name, args, awaited)
  return {kind = "call", name = name, args = args, awaited = awaited}
end

local call = statements.call

local function body_name(name)
  return {body = name}
end

local function add(weight, make, options)
  local entry = {weight = weight, make = make}
  for key, value in pairs(options or {}) do entry[key] = value end
  table.insert(statements.entries, entry)
end

-- A call with a label and further arguments; an argument may be a function of the program.
local function add_call(weight, name, arguments, options)
  options = options or {}
  add(weight, function(program, place)
    local args = {}
    if not options.silent then args[1] = program:new_label(place.body) end
    for _, argument in ipairs(arguments or {}) do
      if type(argument) == "function" then argument = argument(program) end
      if argument == nil then return nil end
      args[#args + 1] = argument
    end
    return {call(name, args, options.awaits)}
  end, options)
end

local awaits = {awaits = true}
local silent = {silent = true}

-- Arguments ------------------------------------------------------------------------------------

local function one_of(list)
  return function(program) return program.dice:pick(list) end
end

local function roll(sides)
  return function(program) return program.dice:roll(sides) end
end

local function object(kind)
  return function(program)
    local held = program.plan[kind]
    return program.dice:roll(type(held) == "number" and held or #held)
  end
end

-- Any task, even one that does not exist yet; main, whose end is the end, only rarely.
local function any_task(program)
  local count = program.numbers.task
  if not count or program.dice:chance(2) then return 0 end
  return program.dice:roll(count)
end

local function finished_body(program)
  return program:finished_body()
end

local function existing(kind)
  return function(program)
    local count = program.numbers[kind]
    return count and program.dice:roll(count)
  end
end

-- Statements that do not await -------------------------------------------------------------------

add_call(4, "mark")
add_call(10, "cancel", {any_task}, {always = true})
add_call(2, "uncancel", {}, {in_task = true})
add_call(2, "cancelling", {}, {in_task = true})
add_call(3, "state_of", {any_task})
add_call(2, "watch", {any_task})
add_call(3, "boom")
add_call(1, "set_var", {roll(9)}, silent)
add_call(1, "get_var")
add_call(2, "bump", {}, silent)

add_call(5, "set_event", {object "events"}, silent)
add_call(2, "clear_event", {object "events"}, silent)
add_call(3, "notify", {object "conditions", roll(3)})
add_call(2, "notify_all", {object "conditions"})
add_call(1, "release_lock", {object "locks"})
add_call(3, "release_semaphore", {object "semaphores"})
add_call(4, "put_nowait", {object "queues", roll(9)})
add_call(3, "get_nowait", {object "queues"})
add_call(3, "task_done", {object "queues"})
add_call(2, "queue_size", {object "queues"})
add_call(1, "shutdown_queue", {object "queues", one_of {true, false}})
add_call(3, "set_future", {object "futures", roll(9)})
add_call(1, "fail_future", {object "futures"})
add_call(1, "cancel_future", {object "futures"})
add_call(1, "watch_future", {object "futures"})
add_call(1, "cancel_handle", {existing "handle"})
add_call(2, "cancel_gather", {existing "gather"})
add_call(2, "reschedule", {existing "timeout", one_of {-1, 0, 0.25, 0.5, 1, 3, NIL}})

add(3, function(program, place)
  if #program.groups == 0 then return nil end
  return {call("group_cancel", {program:new_label(place.body), program.dice:pick(program.groups)})}
end)

-- Statements that await --------------------------------------------------------------------------

-- A call that may block for ever gives up after a while, but for a few.
function statements.limited(program, place, nodes)
  if program.dice:chance(8) then return nodes end
  local number, delay = program:new_number("timeout"), program.dice:pick({0, 0.25, 0.5, 0.5, 1, 1})
  return {{
    kind = "try",
    class = "Exception",
    block = {{kind = "scope", name = "timeout_scope", args = {number, delay}, block = nodes}},
    label = program:new_label(place.body),
    handler = {},
  }}
end

local function add_blocking(weight, name, arguments)
  add_call(weight, name, arguments, awaits)
  local entry = statements.entries[#statements.entries]
  local make_plain = entry.make
  function entry.make(program, place)
    local nodes = make_plain(program, place)
    return nodes and statements.limited(program, place, nodes)
  end
end

add_call(14, "nap", {one_of(delays)}, {awaits = true, silent = true, always = true})
add_blocking(6, "join", {finished_body})
add_call(4, "look", {finished_body}, awaits)
add_blocking(2, "acquire_lock", {object "locks"})
add_blocking(2, "acquire_semaphore", {object "semaphores"})
add_blocking(4, "wait_event", {object "events"})
add_blocking(1, "wait_condition", {object "conditions"})
add_blocking(4, "put", {object "queues", roll(9)})
add_blocking(4, "get", {object "queues"})
add_blocking(2, "join_queue", {object "queues"})
add_blocking(4, "wait_barrier", {object "barriers"})
add_call(1, "reset_barrier", {object "barriers"}, awaits)
add_call(1, "abort_barrier", {object "barriers"}, awaits)
add_blocking(4, "wait_future", {object "futures"})

-- Tasks --------------------------------------------------------------------------------------------

-- A new task's body; its definition and its number.
local function new_task(program, place)
  local number = program:new_number("task")
  return program:define("t" .. number, place, number), number
end

local function is_eager(program)
  return program.dice:chance(15)
end

function statements.new_task(program, place)
  local definition, number = new_task(program, place)
  return {definition, call("spawn", {number, body_name(definition.name), is_eager(program)})}
end

add(12, statements.new_task, {deep = true, always = true})

add(4, function(program, place)
  local group = program.open_groups[#program.open_groups]
  if not group then return nil end
  local definition, number = new_task(program, place)
  local label = program:new_label(place.body)
  local args = {label, group, number, body_name(definition.name), is_eager(program)}
  return {definition, call("group_spawn", args)}
end, {deep = true})

-- A body for gather and its like, or the number of a task; nodes that define it, the item.
local function new_item(program, place)
  local number = program.dice:chance(50) and program:finished_body()
  if number then return nil, number end
  local name = "c" .. program:new_number("body")
  return program:define(name, place), body_name(name)
end

local function new_items(program, place)
  local nodes, items = {}, {}
  for _ = 1, program.dice:roll(3) do
    local definition, item = new_item(program, place)
    nodes[#nodes + 1] = definition
    items[#items + 1] = item
  end
  return nodes, {list = items}
end

local function add_collection(weight, name, more)
  add(weight, function(program, place)
    local nodes, items = new_items(program, place)
    local args = {program:new_label(place.body), items, more(program)}
    nodes[#nodes + 1] = call(name, args, true)
    return nodes
  end, {awaits = true, deep = true})
end

add_collection(5, "gather_all", one_of {true, false})
add_collection(2, "each_completed", one_of(limits))
add_collection(2, "each_outcome", one_of(limits))

add(2, function(program, place)
  local nodes, items = new_items(program, place)
  local number = program:new_number("gather")
  nodes[#nodes + 1] = call("start_gather", {number, items, program.dice:chance(50)})
  if not place.sync then
    for _, node in ipairs(program:block(program:inside(place), 2)) do nodes[#nodes + 1] = node end
    nodes[#nodes + 1] = call("wait_gather", {program:new_label(place.body), number}, true)
  end
  return nodes
end, {deep = true})

local function add_single(weight, name, more)
  add(weight, function(program, place)
    local definition, item = new_item(program, place)
    local args = {program:new_label(place.body), item}
    if more then args[#args + 1] = more(program) end
    return definition and {definition, call(name, args, true)} or {call(name, args, true)}
  end, {awaits = true, deep = true})
end

add_single(6, "wait_limited", one_of(limits))
add_single(4, "wait_shielded")

local return_whens = {"ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"}

add(4, function(program, place)
  local numbers = {}
  for index = 1, program.dice:roll(3) do numbers[index] = program:finished_body() end
  if #numbers == 0 then return nil end
  local label, limit = program:new_label(place.body), program.dice:pick(limits)
  return {call("wait_some", {label, {list = numbers}, limit, program.dice:pick(return_whens)}, true)}
end, awaits)

return statements
