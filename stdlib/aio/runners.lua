-- run and Runner (scheduling.md §13).
local native = require "aio.native"
local shut_down = require "aio.shutdown"

local Runner = {}
Runner.__index = Runner
Runner.__name = "Runner"
Runner.__metatable = false

local runner_options = { "debug", "clock", "loop_factory" }

local function is_callable(value)
  local metatable = type(value) ~= "function" and getmetatable(value)
  return type(value) == "function" or type(metatable) == "table" and metatable.__call ~= nil
end

local function new_loop(options)
  if not options.loop_factory then return native.new_event_loop { clock = options.clock } end
  local loop = options.loop_factory()
  if native.typename(loop) ~= "EventLoop" then
    native.fail("loop_factory must return an event loop, got " .. native.typename(loop))
  end
  return loop
end

--- runner:get_loop() → its loop, made at the first use
function Runner:get_loop()
  if self.closed then native.fail("Runner is closed") end
  if not self.loop then
    self.loop = new_loop(self.options)
    if self.options.debug ~= nil then self.loop:set_debug(self.options.debug) end
  end
  return self.loop
end

-- What `run` can run: as a coroutine object, or a function called without arguments.
local function check_main(name, main)
  if native.iscoroutine(main) or is_callable(main) then return main end
  local metatable = getmetatable(main)
  if native.isfuture(main) or type(metatable) == "table" and metatable.__await then
    return native.async(function() return native.await(main) end)()
  end
  native.argument(1, name, "coroutine object or function", main)
end

local function refuse_nested(name)
  if not native.running_loop() then return end
  native.fail(("aio.%s() cannot be called from a running event loop"):format(name))
end

local function run_main(self, main)
  local loop = self:get_loop()
  local task = loop:create_task(main, { context = self.context })
  local interrupts <close> = native.interrupts(task)
  local outcome = table.pack(native.try(loop.run_until_complete, loop, task))
  self.context = task:get_context()
  if not outcome[1] and task:done() and task:cancelled() and interrupts:count() > 0
    and task:uncancel() == 0 then
    error(native.KeyboardInterrupt("interrupted!"), 0)
  end
  return outcome
end

local function results(outcome)
  if not outcome[1] then error(outcome[2], 0) end
  return table.unpack(outcome, 2, outcome.n)
end

--- runner:run(main) → results of main, a coroutine object or function; the loop stays for the next run.
function Runner:run(main)
  refuse_nested("Runner.run")
  return results(run_main(self, check_main("run", main)))
end

--- runner:close(): cancels what is left, closes the loop. Twice is once.
function Runner:close()
  if self.closed then return end
  self.closed = true
  if self.loop then shut_down(self.loop) end
end

Runner.__close = Runner.close

local M = {}

--- aio.Runner{debug=, clock=, loop_factory=} → runner, to be held in a <close> variable
function M.Runner(options)
  options = native.options("Runner", options, runner_options)
  if options.loop_factory ~= nil and not is_callable(options.loop_factory) then
    native.fail("Runner: loop_factory must be a function, got " .. native.typename(options.loop_factory))
  end
  return setmetatable({ options = options }, Runner)
end

--- aio.run(main, {debug=, clock=, loop_factory=}) → results of main. Fresh loop; what main leaves running is
--- cancelled and waited for; an error of main is raised after that.
function M.run(main, options)
  refuse_nested("run")
  options = native.options("run", options, runner_options)
  main = check_main("run", main)
  local runner = M.Runner(options)
  local outcome = run_main(runner, main)
  local trace = not outcome[1] and native.take_trace(outcome[2])
  local closed, err = native.try(runner.close, runner)
  if outcome[1] and not closed then error(err, 0) end -- an error of main goes first
  if trace then native.restore_trace(outcome[2], trace) end
  return results(outcome)
end

return M
