-- How an uncaught error looks: the message, the Lua stack where it was raised, and who awaited it.
local check = require "check"
local plain, equal, matches = check.plain, check.equal, check.matches

plain("a plain script, as lua shows it", function()
  local output, errors, status = check.script [[
    local function fails() error "broken" end
    fails()
  ]]
  equal({ output, status }, { "", 1 })
  equal(errors, "aio: script:1: broken\nstack traceback:\n\t[C]: in function 'error'\n\tscript:1: in local 'fails'\n"
    .. "\tscript:2: in main chunk\n")
end)

plain("after an await", function()
  local _, errors, status = check.script [[
    await(aio.sleep(1))
    local function fails() error "broken" end
    fails()
  ]]
  equal(status, 1)
  matches(errors, "^aio: script:2: broken\nstack traceback:\n\t%[C%]: in function 'error'\n"
    .. "\tscript:2: in [^\n]*'fails'\n\tscript:3: in main chunk\n")
  equal(errors:find("[aio", 1, true), nil, "none of aio's own frames")
end)

plain("in nested async functions: one stack", function()
  local _, errors = check.script [[
    local inner = async(function() await(aio.sleep(1)) error "broken" end)
    local outer = async(function() await(inner()) end)
    await(outer())
  ]]
  matches(errors, "^aio: script:1: broken\nstack traceback:\n.*script:1: .*script:2: .*script:3: in main chunk")
end)

plain("in nested tasks: who awaited it, innermost first", function()
  local _, errors, status = check.script [[
    local function query() error("no table", 0) end
    local fetch = async(function() await(aio.sleep(1)) query() end)
    local load = async(function() await(aio.create_task(fetch(), { name = "fetch" })) end)
    local page = async(function()
      await(aio.create_task(load(), { name = "load" }))
    end)
    await(page())
  ]]
  equal(status, 1)
  matches(errors, "^aio: no table\nstack traceback:\n\t%[C%]: in function 'error'\n\tscript:1: in [^\n]*'query'\n"
    .. "\tscript:2: in [^\n]*\n"
    .. "  awaited by task 'load':\n\t[^\n]*\n\tscript:3: in [^\n]*\n"
    .. "  awaited by task '[^']*':\n.*\tscript:5: in .*\tscript:7: in main chunk\n")
end)

plain("through gather", function()
  local _, errors = check.script [[
    local fails = async(function() await(aio.sleep(1)) error "broken" end)
    await(aio.gather(aio.sleep(2), fails()))
  ]]
  matches(errors, "^aio: script:1: broken\nstack traceback:\n.*script:1: in .*\n  awaited by task '[^']*':\n"
    .. ".*script:2: in main chunk\n")
end)

plain("an error object, with its traceback", function()
  local _, errors, status = check.script [[
    local function fails() error(aio.TimeoutError("slow")) end
    await(aio.create_task(async(fails)()))
  ]]
  equal(status, 1)
  matches(errors, "^aio: TimeoutError: slow\nstack traceback:\n.*script:1: in .*awaited by task"
    .. ".*script:2: in main chunk\n")
end)

plain("values that are no text", function()
  local function message(expression)
    local _, errors = check.script("await(aio.sleep(1)) error(" .. expression .. ")")
    return errors:match "^[^\n]*"
  end
  equal(message "{}", "aio: (error object is a table value)")
  equal(message "nil", "aio: (error object is a nil value)")
  equal(message "5", "aio: 5")
  equal(message "true", "aio: (error object is a boolean value)")
  equal(message "setmetatable({}, { __tostring = function() return 'mine' end })", "aio: mine")
  equal(message "setmetatable({}, { __tostring = function() error 'x' end })", "aio: (error object is a table value)")
end)

plain("caught and raised again: where it was first raised", function()
  local _, errors = check.script [[
    local fails = async(function() await(aio.sleep(1)) error("broken", 0) end)
    local ok, err = pcall(await, aio.create_task(fails()))
    error(err, 0)
  ]]
  matches(errors, "^aio: broken\nstack traceback:\n.*script:1: in .*awaited by task.*script:3: in main chunk\n")
end)

plain("the same text raised elsewhere later has nothing to do with it", function()
  local _, errors = check.script [[
    local fails = async(function() error("same", 0) end)
    pcall(await, aio.create_task(fails(), { name = "unrelated" }))
    await(aio.sleep(1))
    local function elsewhere() error("same", 0) end
    elsewhere()
  ]]
  matches(errors, "^aio: same\n")
  equal(errors:find("script:1", 1, true), nil)
  equal(errors:find("awaited by", 1, true), nil)
end)

plain("a cancelled main task", function()
  local _, errors, status = check.script [[
    aio.current_task():cancel("by itself")
    await(aio.sleep(1))
  ]]
  equal(status, 1)
  matches(errors, "^aio: CancelledError: by itself\n")
end)

plain("a generator's frames are in the traceback", function()
  local _, errors = check.script [[
    local generate = coroutine.wrap(function()
      await(aio.sleep(1))
      error "in generator"
    end)
    for _ in generate do end
  ]]
  matches(errors, "^aio: [^\n]*script:3: in generator\nstack traceback:\n")
  matches(errors, "script:5: in main chunk")
end)

plain("endless recursion", function()
  local _, errors, status = check.script [[
    local function deeper() return 1 + deeper() end
    await(aio.sleep(1))
    deeper()
  ]]
  equal(status, 1)
  matches(errors, "^aio: [^\n]*stack overflow")
end)

plain("an error set by hand does not get the traceback of another", function()
  local output = check.script [[
    aio.get_running_loop():set_exception_handler(function(_, context)
      print(context.exception, context.traceback)
    end)
    local failing = aio.create_task(function() error("broken", 0) end)
    await(aio.sleep(0))
    local cancelled = aio.create_task(function() await(aio.sleep(10)) end)
    await(aio.sleep(0))
    cancelled:cancel()
    pcall(await, cancelled)
    local _, err = pcall(await, failing)
    aio.Future():set_exception(err)
    collectgarbage()
  ]]
  equal(output, "broken\tnil\n")
end)

check.finish()
