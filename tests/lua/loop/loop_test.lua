-- Loops as objects: run_until_complete, run_forever, stop, close.
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function with_loop(f)
  return function()
    local loop <close> = aio.new_event_loop { clock = "virtual" }
    f(loop)
  end
end

plain("states", with_loop(function(loop)
  equal({ loop:is_running(), loop:is_closed(), tostring(loop) },
    { false, false, "<EventLoop running=false closed=false>" })
  loop:call_soon(function()
    equal({ loop:is_running(), rawequal(aio.get_running_loop(), loop) }, { true, true })
    raises("Cannot close a running event loop", loop.close, loop)
    raises("already running", loop.run_forever, loop)
    loop:stop()
  end)
  loop:run_forever()
  equal(loop:is_running(), false)
  loop:close()
  loop:close()
  equal(loop:is_closed(), true)
  for _, method in ipairs { "time", "run_forever", "create_future" } do
    raises("Event loop is closed", loop[method], loop)
  end
  raises("Event loop is closed", loop.call_soon, loop, print)
  raises("Event loop is closed", loop.call_later, loop, 1, print)
end))

plain("run_until_complete gives all results or the error", with_loop(function(loop)
  equal({ loop:run_until_complete(async(function() return 1, 2 end)()) }, { 1, 2 })
  equal(loop:run_until_complete(function() return await(aio.sleep(1, "function")) end), "function")
  local future = loop:create_future()
  loop:call_later(1, future.set_result, future, "future")
  equal(loop:run_until_complete(future), "future")
  equal(loop:run_until_complete(future), "future", "done already")
  raises("^failed$", loop.run_until_complete, loop, async(function() error("failed", 0) end)())
  raises("bad argument #1 to 'run_until_complete'", function() loop:run_until_complete(5) end)
end))

plain("the loop goes on where it was", with_loop(function(loop)
  local seen = {}
  local task = loop:create_task(async(function()
    for i = 1, 4 do
      await(aio.sleep(1))
      seen[#seen + 1] = i
    end
  end)())
  loop:run_until_complete(aio.sleep(2.5))
  equal({ seen, task:done(), loop:time() }, { { 1, 2 }, false, 2.5 })
  loop:run_until_complete(task)
  equal(seen, { 1, 2, 3, 4 })
end))

plain("stop lets the rest of the batch run (s9d)", with_loop(function(loop)
  local log = {}
  loop:call_soon(function() log[#log + 1] = "first" loop:stop() end)
  loop:call_soon(function() log[#log + 1] = "same batch" loop:call_soon(table.insert, log, "next run") end)
  loop:run_forever()
  equal(log, { "first", "same batch" })
  loop:call_soon(loop.stop, loop)
  loop:run_forever()
  equal(log, { "first", "same batch", "next run" })
end))

plain("stopped before it runs: one turn", with_loop(function(loop)
  local ran = 0
  loop:call_soon(function() ran = ran + 1 end)
  loop:call_later(100, print)
  loop:stop()
  loop:run_forever()
  equal({ ran, loop:time() }, { 1, 0 })
end))

plain("stopped before the future is done", with_loop(function(loop)
  local future = loop:create_future()
  loop:call_soon(loop.stop, loop)
  raises("Event loop stopped before Future completed", loop.run_until_complete, loop, future)
  future:set_result(1)
  equal(loop:run_until_complete(future), 1)
end))

plain("a future of another loop", with_loop(function(loop)
  local other <close> = aio.new_event_loop()
  raises("belongs to a different loop", loop.run_until_complete, loop, other:create_future())
end))

test("loops do not nest", function()
  local other <close> = aio.new_event_loop()
  raises("Cannot run the event loop while another loop is running", other.run_forever, other)
  raises("already running", function() aio.get_running_loop():run_forever() end)
end)

test("aio.run inside of a running loop", function()
  local object = async(print)()
  raises("aio%.run%(%) cannot be called from a running event loop", aio.run, object)
  object:close()
  check.take_never_awaited()
end)

plain("main finished: other ready tasks get one more turn (s74)", with_loop(function(loop)
  local late = 0
  loop:run_until_complete(async(function()
    aio.create_task(async(function()
      while true do
        late = late + 1
        await(aio.sleep(0))
      end
    end)())
  end)())
  equal(late, 1)
  aio.try(loop.run_until_complete, loop, async(function()
    for _, task in ipairs(aio.all_tasks()) do
      if task ~= aio.current_task() then task:cancel() end
    end
    await(aio.sleep(0))
  end)())
end))

plain("fields and settings", with_loop(function(loop)
  equal({ loop:get_debug(), loop.slow_callback_duration ~= false }, { false, true })
  loop:set_debug(true)
  equal(loop:get_debug(), true)
  loop.slow_callback_duration = 0.5
  equal(loop.slow_callback_duration, 0.5)
  raises("function or nil expected", function() loop:set_exception_handler(5) end)
  raises("function or nil expected", function() loop:set_task_factory("x") end)
  raises("new_event_loop: unknown option 'colck' %(did you mean 'clock'%?%)", aio.new_event_loop, { colck = 1 })
  raises("invalid option 'slow'", aio.new_event_loop, { clock = "slow" })
end))

plain("a task factory", with_loop(function(loop)
  local made = {}
  loop:set_task_factory(function(l, coroutine_object, options)
    identical(l, loop)
    made[#made + 1] = options and options.name or "unnamed"
    return native.new_task(l, coroutine_object, options)
  end)
  loop:run_until_complete(async(function()
    await(aio.create_task(aio.sleep(0), { name = "named" }))
    await(aio.create_task(aio.sleep(0)))
  end)())
  equal({ made[#made - 1], made[#made] }, { "named", "unnamed" })
  loop:set_task_factory(function() return 5 end)
  loop:run_until_complete(function()
    raises("Future expected, got number", aio.create_task, print)
  end)
end))

plain("a closed loop is garbage", function()
  local weak = setmetatable({}, { __mode = "k" })
  do
    local loop = aio.new_event_loop()
    loop:call_later(10, print)
    weak[loop] = true
    loop:close()
  end
  collectgarbage()
  collectgarbage()
  equal(next(weak), nil)
end)

plain("many loops", function()
  for i = 1, 200 do
    equal(aio.run(async(function() return await(aio.sleep(i, i)) end)()), i)
  end
end)

check.finish()
