-- A coroutine object that is dropped without being awaited gets exactly one warning.
local check = require "check"
local test, plain, equal, matches = check.test, check.plain, check.equal, check.matches

local fetch_data = async(function() end)

test("dropped: one warning", function()
  fetch_data()
  await(fetch_data())
  equal(check.take_never_awaited(), {}, "young ones are not certain before the tick ends")
  await(aio.sleep(0))
  equal(check.take_never_awaited(), { "<coroutine 'fetch_data'>" })
  await(aio.sleep(0))
  equal(check.take_never_awaited(), {})
end)

test("many dropped in one step: those that lose their place are told at once", function()
  for _ = 1, 1000 do fetch_data() end
  local told = #check.take_never_awaited()
  equal(told > 900, true)
  await(aio.sleep(0))
  equal(told + #check.take_never_awaited(), 1000)
end)

test("used in any order: none", function()
  local random = 1
  for _ = 1, 50 do
    local objects = {}
    for i = 1, 100 do objects[i] = fetch_data() end
    while #objects > 0 do
      random = random * 48271 % 2147483647
      await(table.remove(objects, random % #objects + 1))
    end
  end
  await(aio.sleep(0))
  equal(check.take_never_awaited(), {})
end)

test("kept: none until it is dropped", function()
  local kept = fetch_data()
  await(fetch_data())
  equal(check.take_never_awaited(), {})
  await(kept)
  kept = nil
  await(fetch_data(kept))
  equal(check.take_never_awaited(), {})
end)

test("awaited late, or as a task: none", function()
  local objects = {}
  for i = 1, 10 do objects[i] = fetch_data() end
  for i = 1, 10, 2 do await(objects[i]) end
  for i = 2, 10, 2 do await(aio.create_task(objects[i])) end
  objects = nil
  await(fetch_data(objects))
  equal(check.take_never_awaited(), {})
end)

test("operations are coroutine objects too", function()
  aio.Lock():acquire()
  aio.sleep(1)
  aio.Queue():get()
  await(aio.sleep(0))
  local dropped = check.take_never_awaited()
  table.sort(dropped)
  equal(dropped, { "<coroutine 'acquire'>", "<coroutine 'get'>", "<coroutine 'sleep'>" })
end)

test("a task cancelled before its first step: none", function()
  local task = aio.create_task(fetch_data())
  task:cancel()
  check.raises(aio.CancelledError, await, task)
end)

plain("the last one is told when the loop closes", function()
  aio.run(async(function() fetch_data() end)())
  equal(check.take_never_awaited(), { "<coroutine 'fetch_data'>" })
end)

plain("the warning names function and line", function()
  local output, errors, status = check.script [[
    local fetch_data = async(function() print("never") end)
    async(function()
      await(aio.sleep(1))
    end)
    local function work()
      fetch_data()
      await(aio.sleep(1))
    end
    work()
  ]]
  equal({ output, status }, { "", 0 })
  equal(errors, "script:6: warning: coroutine 'fetch_data' was never awaited\n")
end)

plain("also in a script that never awaits", function()
  local _, errors = check.script [[
    local fetch_data = async(function() print("never") end)
    fetch_data()
  ]]
  matches(errors, "^script:2: warning: coroutine 'fetch_data' was never awaited\n$")
end)

plain("an anonymous function is named by its place", function()
  local _, errors = check.script "async(function() end)();\nasync(function() end)();\naio.get_running_loop()"
  matches(errors, "script:1: warning: coroutine '[^\n]*script:1[^\n]*' was never awaited\n")
  matches(errors, "script:2: warning: coroutine '[^\n]*script:2[^\n]*' was never awaited\n")
end)

plain("one that the script keeps is told when the loop closes", function()
  local _, errors = check.script [[
    local fetch_data = async(function() end)
    kept = fetch_data()
    await(aio.sleep(1))
  ]]
  equal(errors, "script:2: warning: coroutine 'fetch_data' was never awaited\n")
end)

plain("debug mode: finalisers that make others while one is made", function()
  local output, errors = check.script([[
    local f = async(function() end)
    local made = {}
    local metatable = { __gc = function() for _ = 1, 64 do made[#made + 1] = f() end end }
    for _ = 1, 1000 do
      setmetatable({}, metatable)
      for _ = 1, 20 do f():close() end
      for i = 1, #made do made[i]:close() end
      made = {}
    end
    setmetatable({}, nil)
    metatable.__gc = nil
    print "done"
  ]], "--debug")
  matches(output, "done")
  equal(errors:find("never awaited", 1, true), nil)
end)

plain("dropped, warned of, brought back and awaited: the next one is still told when the loop closes", function()
  local _, errors = check.script [[
    local lost = async(function() end)
    local loop = aio.new_event_loop()
    loop:run_until_complete(function()
      local alive
      local function drop()
        setmetatable({ object = lost() }, { __gc = function(holder) alive = holder.object end })
      end
      drop()
      await(aio.sleep(0))
      collectgarbage()
      await(alive)
      lost()
    end)
    loop:close()
    io.stderr:write "closed"
  ]]
  local warning = "script:%d: warning: coroutine 'lost' was never awaited\n"
  equal(errors, warning:format(6) .. warning:format(12) .. "closed")
end)

check.finish()
