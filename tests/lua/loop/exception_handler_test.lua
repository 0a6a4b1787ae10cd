-- What nobody catches goes to the loop's exception handler; lost errors are told exactly once.
local check = require "check"
local test, plain, equal, raises, matches = check.test, check.plain, check.equal, check.raises, check.matches

local function turn() await(aio.sleep(0)) end

local function record(loop)
  local contexts = {}
  loop:set_exception_handler(function(l, context)
    check.identical(l, loop)
    contexts[#contexts + 1] = context
  end)
  return contexts
end

test("an error in a callback: message and exception; the loop goes on", function()
  local loop = aio.get_running_loop()
  local contexts, ran = record(loop), false
  local problem = { code = 1 }
  loop:call_soon(function() error(problem) end)
  loop:call_soon(function() ran = true end)
  loop:call_later(1, error, "late")
  await(aio.sleep(2))
  equal({ #contexts, ran }, { 2, true })
  matches(contexts[1].message, "^Exception in callback <.*exception_handler_test%.lua:%d+>$")
  check.identical(contexts[1].exception, problem)
  equal(contexts[2].exception, "late")
end)

test("an error in the handler itself does not stop the loop", function()
  local loop = aio.get_running_loop()
  loop:set_exception_handler(function() error("handler failed", 0) end)
  loop:call_soon(error, "x")
  turn()
  turn()
  equal(loop:get_exception_handler() ~= nil, true)
  loop:set_exception_handler(nil)
  equal(loop:get_exception_handler(), nil)
end)

test("call_exception_handler", function()
  local loop = aio.get_running_loop()
  local contexts = record(loop)
  local context = { message = "mine", extra = 5 }
  loop:call_exception_handler(context)
  check.identical(contexts[1], context)
  raises("table expected", function() loop:call_exception_handler("x") end)
end)

plain("call_exception_handler of a loop that does not run", function()
  local loop <close> = aio.new_event_loop()
  local contexts = record(loop)
  loop:call_exception_handler { message = "mine" }
  equal(#contexts, 1)
end)

test("a failed task that nobody looks at is told once", function()
  local contexts = record(aio.get_running_loop())
  aio.create_task(async(function() error("lost", 0) end)(), { name = "loser" })
  await(aio.sleep(1))
  collectgarbage()
  collectgarbage()
  equal({ #contexts, contexts[1].exception }, { 1, "lost" })
  matches(contexts[1].message, "^Task exception was never retrieved")
  matches(contexts[1].message, "'loser'")
  matches(contexts[1].message, "exception_handler_test%.lua:%d+")
end)

test("looked at in any way: not told", function()
  local contexts = record(aio.get_running_loop())
  local function failed()
    local task = aio.create_task(async(error)("seen"))
    turn()
    turn()
    return task
  end
  failed():exception()
  pcall(failed().result, failed())
  pcall(await, failed())
  failed():cancel()
  await(aio.gather(failed(), { return_exceptions = true }))
  local future = aio.Future()
  future:set_exception("seen")
  future:exception()
  collectgarbage()
  collectgarbage()
  local told = 0
  for _, context in ipairs(contexts) do
    if context.exception == "seen" then told = told + 1 end
  end
  equal(told, 2, "the second of the pair of failed() in pcall, and the one that was only cancelled")
end)

test("a failed future", function()
  local contexts = record(aio.get_running_loop())
  aio.Future():set_exception("lost")
  collectgarbage()
  equal({ #contexts, contexts[1].message }, { 1, "Future exception was never retrieved" })
end)

test("a cancelled task is not lost", function()
  local contexts = record(aio.get_running_loop())
  local task = aio.create_task(aio.sleep(10))
  turn()
  task:cancel()
  turn()
  task = nil
  collectgarbage()
  equal({ #contexts, task }, { 0 })
end)

plain("at the end of the loop its handler is told what is lost", function()
  local contexts
  aio.run(async(function()
    contexts = record(aio.get_running_loop())
    aio.create_task(async(error)("lost"))
    turn()
  end)())
  equal(#contexts, 1)
end)

plain("a task that fails while the loop shuts down", function()
  local contexts
  aio.run(async(function()
    contexts = record(aio.get_running_loop())
    aio.create_task(async(function()
      aio.try(await, aio.sleep(100))
      error("in clean-up", 0)
    end)())
    turn()
  end)())
  equal(#contexts, 1)
  equal({ contexts[1].message, contexts[1].exception },
    { "unhandled exception during aio.run() shutdown", "in clean-up" })
end)

plain("without a handler: on stderr, once, and the program's status is 0", function()
  local output, errors, status = check.script [[
    local function fails() error "lost" end
    aio.create_task(async(fails)(), { name = "loser" })
    await(aio.sleep(1))
    print "went on"
  ]]
  equal({ output, status }, { "went on\n", 0 })
  local _, count = errors:gsub("Task exception was never retrieved", "")
  equal(count, 1)
  matches(errors, "^Task exception was never retrieved: task 'loser', created at script:2\nscript:1: lost\n"
    .. "stack traceback:\n.*script:1: in ")
end)

plain("… also when the script keeps the task", function()
  local _, errors = check.script [[
    kept = aio.create_task(async(function() error("lost", 0) end)())
    await(aio.sleep(1))
  ]]
  local _, count = errors:gsub("Task exception was never retrieved[^\n]*\nlost", "")
  equal(count, 1)
end)

plain("an error in a callback on stderr", function()
  local _, errors, status = check.script [[
    aio.get_running_loop():call_soon(function() error "in callback" end)
    await(aio.sleep(1))
  ]]
  matches(errors, "^Exception in callback <script:1>\nscript:1: in callback\nstack traceback:\n")
  equal(status, 0)
end)

plain("the newest failure, when os.exit closes the state before its guard is due", function()
  for _, lose in ipairs { 'aio.create_task(function() error("lost", 0) end) await(aio.sleep(0))',
    'local future = aio.Future() aio.gather(future) future:set_exception "lost"' } do
    local _, errors, status = check.script(lose .. " os.exit(3, true)")
    equal(status, 3)
    matches(errors, "^%a+ exception was never retrieved[^\n]*\nlost\n")
    equal(select(2, errors:gsub("never retrieved", "")), 1)
  end
end)

check.finish()
