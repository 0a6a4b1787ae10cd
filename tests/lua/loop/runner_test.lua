-- aio.run and Runner (CPython's test_runners, scheduling.md §13).
local check = require "check"
local plain, test, equal, raises, identical = check.plain, check.test, check.equal, check.raises, check.identical

plain("run gives all results, or the error", function()
  equal(table.pack(aio.run(async(function(...) return ..., nil end)(1, nil))), { 1, nil, n = 2 })
  equal(aio.run(function() return await(aio.sleep(1, "function")) end), "function")
  raises("^failed$", aio.run, async(error)("failed", 0))
end)

plain("what cannot be run", function()
  raises("bad argument #1 to 'run' %(coroutine object or function expected, got nil%)", function() aio.run(nil) end)
  raises("bad argument #1 to 'run'", function() aio.run(5) end)
  raises("run: unknown option 'clok' %(did you mean 'clock'%?%)", function() aio.run(print, { clok = 1 }) end)
end)

plain("what main leaves running is cancelled, in order of creation, and waited for", function()
  local log = {}
  aio.run(function()
    for i = 1, 3 do
      aio.create_task(async(function()
        aio.try(await, aio.sleep(100))
        await(aio.sleep(1))
        log[#log + 1] = i
      end)())
    end
    await(aio.sleep(0))
  end)
  equal(log, { 1, 2, 3 })
end)

plain("also when main fails", function()
  local cancelled = false
  raises("^main$", aio.run, function()
    aio.create_task(async(function() cancelled = not aio.try(await, aio.sleep(100)) end)())
    await(aio.sleep(0))
    error("main", 0)
  end)
  equal(cancelled, true)
end)

plain("each run has a fresh loop, closed at its end", function()
  local one, two
  aio.run(function() one = aio.get_running_loop() end)
  aio.run(function() two = aio.get_running_loop() end)
  equal({ rawequal(one, two), one:is_closed(), two:is_closed() }, { false, true, true })
end)

test("run inside of a running loop is refused, and uses nothing up", function()
  local object = async(function() return 1 end)()
  raises("aio%.run%(%) cannot be called from a running event loop", aio.run, object)
  equal(await(object), 1)
end)

plain("debug and loop_factory", function()
  aio.run(function() equal(aio.get_running_loop():get_debug(), true) end, { debug = true })
  local made
  local function factory()
    made = aio.new_event_loop { clock = "virtual" }
    return made
  end
  aio.run(function() identical(aio.get_running_loop(), made) end, { loop_factory = factory })
  equal(made:is_closed(), true)
  raises("loop_factory must return an event loop", aio.run, print, { loop_factory = function() end })
end)

plain("a Runner runs several, in one loop and one context", function()
  local var = aio.ContextVar("var", { default = 0 })
  local runner <close> = aio.Runner { clock = "virtual" }
  local loop = runner:get_loop()
  runner:run(function()
    identical(aio.get_running_loop(), loop)
    var:set(var:get() + 1)
  end)
  equal({ runner:run(function() return var:get(), "second" end) }, { 1, "second" })
  equal(var:get(), 0)
  raises("^failed$", runner.run, runner, function() error("failed", 0) end)
  runner:close()
  runner:close()
  equal(loop:is_closed(), true)
  raises("Runner is closed", runner.run, runner, print)
  raises("Runner is closed", runner.get_loop, runner)
end)

plain("tasks of a Runner live on between runs", function()
  local runner <close> = aio.Runner { clock = "virtual" }
  local task
  runner:run(function() task = aio.create_task(aio.sleep(5, "slept")) end)
  equal(task:done(), false)
  equal(runner:run(function() return await(task) end), "slept")
end)

plain("an unused Runner", function()
  local _ <close> = aio.Runner()
  aio.Runner():close()
end)

plain("a context variable is inherited as a copy", function()
  local var = aio.ContextVar("var", { default = "default" })
  aio.run(function()
    var:set("main")
    local seen = {}
    local task = aio.create_task(function()
      seen[1] = var:get()
      var:set("task")
      await(aio.sleep(1))
      seen[2] = var:get()
    end)
    aio.get_running_loop():call_soon(function() seen[3] = var:get() end)
    await(task)
    equal({ seen, var:get() }, { { "main", "task", "main" }, "main" })
    local token = var:set("changed")
    var:reset(token)
    equal(var:get(), "main")
  end)
  equal(var:get(), "default")
  equal(var:get("other"), "other")
end)

plain("aio.time", function()
  local time = require "aio.time"
  local before, cpu = time.monotonic(), time.time()
  time.sleep(0.002)
  equal({ time.monotonic() - before >= 0.002, math.type(cpu), time.perf_counter() > 0 }, { true, "float", true })
  raises("bad argument #1 to 'sleep'", function() time.sleep("x") end)
end)

check.finish()
