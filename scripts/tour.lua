-- A tour of aio in one minute. Run it:    aio scripts/tour.lua
-- The same without any waiting:           aio --virtual-time scripts/tour.lua

local aio = require "aio"
local async, await = aio.async, aio.await

print("1. An async function: calling it runs nothing, awaiting the call runs it")
local brew = async(function(drink, seconds)
  await(aio.sleep(seconds))
  print("   " .. drink .. " is ready")
  return "a cup of " .. drink
end)
local tea = brew("tea", 0.05)
print("   ordered, nothing happens yet")
print("   got " .. await(tea))

print("2. A task runs on its own while this code goes on")
local task = aio.create_task(brew("coffee", 0.05), {name = "coffee task"})
print("   " .. task:get_name() .. " was created")
print("   got " .. await(task))

print("3. gather: all at once, results in the order of the arguments")
local cups = await(aio.gather(brew("espresso", 0.08), brew("water", 0.04)))
print("   got " .. table.concat(cups, " and "))

print("4. A TaskGroup ends with its tasks; one error cancels the others")
local ok, group = pcall(function()
  local tg <close> = aio.TaskGroup()
  tg:create_task(brew("a soup that takes an hour", 3600))
  tg:create_task(function()
    await(aio.sleep(0.05))
    error("out of milk", 0)
  end)
end)
print("   all well: " .. tostring(ok) .. ", first error: " .. group.exceptions[1])

print("5. A timeout around any block")
ok = pcall(function()
  local _ <close> = aio.timeout(0.05)
  await(brew("a soup that takes an hour", 3600))
end)
print("   soup in time: " .. tostring(ok))

print("6. A queue between a producer and a consumer")
local queue = aio.Queue(1)
aio.create_task(function()
  for _, dish in ipairs {"bread", "cheese"} do await(queue:put(dish)) end
end)

local function dishes()                  -- an ordinary Lua generator: it may await
  return coroutine.wrap(function()
    for _ = 1, 2 do coroutine.yield(await(queue:get())) end
  end)
end
for dish in dishes() do print("   " .. dish .. " is served") end

print("7. Heavy work goes to threads: real ones, each on a core of its own")
local function sum(from, to)
  local total = 0
  for i = from, to do total = total + i end
  return total
end
local halves = await(aio.gather(aio.to_thread(sum, 1, 50000), aio.to_thread(sum, 50001, 100000)))
print("   the numbers up to 100000 add up to " .. halves[1] + halves[2])

print("8. An event wakes all who wait for it")
local doors = aio.Event()
local guest = aio.create_task(function()
  print("   the guest waits")
  await(doors:wait())
  print("   the guest comes in")
end)
await(aio.sleep(0.05))
print("   the doors open")
doors:set()
await(guest)

print("9. Cancelling a task runs its clean-up, and that may await, too")
local cook = aio.create_task(function()
  local _ <close> = setmetatable({}, {__close = function()
    await(aio.sleep(0.05))
    print("   the kitchen is clean")
  end})
  await(aio.sleep(3600))
end)
await(aio.sleep(0.05))
cook:cancel()
local _, reason = pcall(await, cook)
print("   the cook ended with " .. reason.name)
