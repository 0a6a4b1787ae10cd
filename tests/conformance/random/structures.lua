-- The statements that contain others: scopes, handlers, loops, generators, callbacks. Adds them to
-- the entries of random.statements.

local statements = require "random.statements"

local call = statements.call

local function add(weight, make, options)
  local entry = {weight = weight, make = make, deep = true, awaits = true}
  for key, value in pairs(options or {}) do entry[key] = value end
  table.insert(statements.entries, entry)
end

local function scope(name, args, block, acquired)
  return {kind = "scope", name = name, args = args, block = block, acquired = acquired}
end

local function add_lock_scope(weight, name, kind)
  add(weight, function(program, place)
    local held = program.plan[kind]
    local number = program.dice:roll(type(held) == "number" and held or #held)
    return {scope(name, {number}, program:block(program:inside(place), 3), true)}
  end)
end

add_lock_scope(5, "lock", "locks")
add_lock_scope(4, "semaphore", "semaphores")

local function condition_wait(program, place, number)
  local label = program:new_label(place.body)
  if program.dice:chance(30) then
    return {call("wait_condition_for", {label, number, program.dice:roll(3)}, true)}
  end
  return {call("wait_condition", {label, number}, true)}
end

local function condition_notify(program, place, number)
  local label = program:new_label(place.body)
  if program.dice:chance(40) then return {call("notify_all", {label, number})} end
  return {call("notify", {label, number, program.dice:roll(2)})}
end

add(6, function(program, place)
  local number = program.dice:roll(program.plan.conditions)
  local block = program.dice:chance(30) and program:block(program:inside(place), 2) or {}
  local nodes
  if program.dice:chance(55) then
    nodes = statements.limited(program, place, condition_wait(program, place, number))
  else
    nodes = condition_notify(program, place, number)
  end
  table.move(nodes, 1, #nodes, #block + 1, block)
  return {scope("condition", {number}, block, true)}
end)

local delays = {0, -1, 0.25, 0.5, 1, 1, 2, statements.NIL}

add(7, function(program, place)
  local number = program:new_number("timeout")
  local delay = program.dice:pick(delays)
  local block = program:block(program:inside(place), 3)
  local nodes = {scope("timeout_scope", {number, delay}, block)}
  if program.dice:chance(50) then
    nodes[2] = call("expired", {program:new_label(place.body), number})
  end
  return nodes
end)

-- A group whose body may await. It is never asked to cancel(): its body would be left by an error
-- that a closing scope of Lua cannot keep back.
add(6, function(program, place)
  local number = program:new_number("group")
  table.insert(program.open_groups, number)
  local block = program:block(program:inside(place), 4)
  table.remove(program.open_groups)
  return {scope("group_scope", {number}, block)}
end)

-- A group whose body does not await, so that anyone may cancel it.
add(4, function(program, place)
  local number = program:new_number("group")
  table.insert(program.open_groups, number)
  table.insert(program.groups, number)
  local block = program:block(program:inside(place, {sync = true}), 4)
  table.remove(program.open_groups)
  return {scope("group_scope", {number}, block)}
end)

local function add_handler(weight, class)
  add(weight, function(program, place)
    return {{
      kind = "try",
      class = class,
      block = program:block(program:inside(place), 3),
      label = program:new_label(place.body),
      handler = program:block(program:inside(place), 2),
      again = program.dice:chance(25),
    }}
  end)
end

add_handler(4, "Exception")
add_handler(4, "CancelledError")
add_handler(3, "BaseException")

add(6, function(program, place)
  local block = program:block(program:inside(place), 3)
  local cleanup = {call("mark", {program:new_label(place.body)})}
  for _, node in ipairs(program:block(program:inside(place), 2)) do cleanup[#cleanup + 1] = node end
  return {{kind = "finally", block = block, cleanup = cleanup}}
end)

add(4, function(program, place)
  local count = 1 + program.dice:roll(2)
  return {{kind = "loop", count = count, block = program:block(program:inside(place), 2)}}
end, {awaits = false})

add(3, function(program, place)
  local body = {name = "g" .. program:new_number("generator"), labels = 0}
  local block = {}
  for value = 1, program.dice:roll(3) do
    for _, node in ipairs(program:block({body = body, depth = place.depth + 1}, 2)) do
      block[#block + 1] = node
    end
    block[#block + 1] = {kind = "yield", value = value}
  end
  local label = program:new_label(place.body)
  return {{kind = "generator", name = body.name, label = label, block = block}}
end)

add(4, function(program, place)
  local name = "b" .. program:new_number("inline")
  return {program:define(name, place), {kind = "inline", name = name}}
end)

add(4, function(program, place)
  local number = program:new_number("handle")
  local body = {name = "k" .. number, labels = 0}
  local delay = program.dice:chance(60) and program.dice:pick({0, 0.25, 0.5, 1, 2}) or nil
  local block = program:block({body = body, depth = place.depth + 1, sync = true, callback = true}, 3)
  return {{kind = "callback", name = body.name, number = number, delay = delay, block = block}}
end, {awaits = false})

return statements
