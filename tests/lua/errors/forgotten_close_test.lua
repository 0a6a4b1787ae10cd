-- Scopes that were not declared with <close>: told when they are collected, with their place.
local check = require "check"
local plain, equal, matches = check.plain, check.equal, check.matches

plain("a TaskGroup", function()
  local _, errors = check.script [[
    local tg = aio.TaskGroup()
    tg:create_task(function() end)
  ]]
  matches(errors, "^script:1: warning: a TaskGroup was never left: declare it as `local tg <close>")
end)

plain("a timeout", function()
  local _, errors = check.script [[
    local function load() local _ = aio.timeout(100) end
    load()
    collectgarbage()
  ]]
  matches(errors, "^script:1: warning: a timeout was never left")
end)

plain("declared as it should be: silence", function()
  local _, errors = check.script [[
    do local _ <close> = aio.timeout(1) end
    do local tg <close> = aio.TaskGroup() end
    collectgarbage()
  ]]
  equal(errors, "")
end)

plain("left by a task that was abandoned: silence", function()
  local _, errors = check.script [[
    aio.create_task(function()
      local _ <close> = aio.timeout(1000)
      local tg <close> = aio.TaskGroup()
      while true do aio.try(await, aio.Future()) end
    end)
    await(aio.sleep(0))
    error("enough", 0)
  ]]
  equal(errors:find("never left", 1, true), nil)
end)

plain("a TimeoutError says where the time was up", function()
  local _, errors = check.script [[
    local _ <close> = aio.timeout(1)
    await(aio.sleep(2))
  ]]
  matches(errors, "^aio: TimeoutError\nstack traceback:\n\t%[C%]: in function 'await'\n\tscript:2: in main chunk\n$")
end)

check.finish()
