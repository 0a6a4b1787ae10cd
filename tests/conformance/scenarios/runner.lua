-- Runner (scheduling.md §13; CPython's test_runners).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local standalone, log, spawn, pause = support.standalone, support.log, support.spawn, support.pause
local attempt, defer, fail, start_clock = support.attempt, support.defer, support.fail, support.start_clock
local new_runner = support.new_runner

standalone("runner_takes_only_what_can_be_awaited", function()
  local runner <close> = new_runner()
  log(attempt(runner.run, runner, 42), attempt(runner.run, runner, "text"))
end)

standalone("runner_keeps_its_context", function()
  local var = aio.ContextVar("var", {default = "default"})
  local runner <close> = new_runner()
  local first = async(function()
    var:set("first")
  end)

  local second = async(function()
    return var:get()
  end)

  runner:run(first())
  log(runner:run(second()))
end)

standalone("runner_runs_several_mains_on_one_loop", function()
  local loop
  do
    local runner <close> = new_runner()
    loop = runner:get_loop()

    local main = async(function(name)
      start_clock()
      log(name, aio.get_running_loop() == loop)
      await(pause())
      return name
    end)

    log(runner:run(main("one")))
    log(runner:run(main("two")))
    log(loop:is_closed())
  end
  log(loop:is_closed())
end)

standalone("runner_leftovers_live_until_it_is_closed", function()
  local runner <close> = new_runner()
  local other = async(function()
    local _ <close> = defer(function()
      log("other leaves")
    end)
    for step = 0, 99 do
      log("other", step)
      await(pause())
    end
  end)

  local first = async(function()
    start_clock()
    spawn("other", other())
    await(pause())
  end)

  local second = async(function()
    log("second")
    await(pause())
  end)

  runner:run(first())
  log("between")
  runner:run(second())
  log("closing")
end)

standalone("runner_passes_errors_and_goes_on", function()
  local runner <close> = new_runner()
  local failing = async(function()
    start_clock()
    fail("main")
  end)

  local fine = async(function()
    return "fine"
  end)

  log(attempt(runner.run, runner, failing()))
  log(attempt(runner.run, runner, fine()))
end)

standalone("runner_close_twice_and_use_after_close", function()
  local runner = new_runner()

  local main = async(function()
    return "value"
  end)

  log(runner:run(main()))
  runner:close()
  runner:close()
  log(attempt(runner.get_loop, runner))
end)
