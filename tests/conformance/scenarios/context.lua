-- Context variables (api.md §2; CPython's test_context and the context parts of test_tasks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt = support.outcome, support.attempt

scenario("context_task_inherits_a_copy", function()
  local var = aio.ContextVar("var", {default = "default"})

  local child = async(function()
    log("child sees", var:get())
    var:set("child")
    await(pause())
    log("child keeps", var:get())
  end)

  var:set("main")
  local task = spawn("child", child())
  var:set("main later")
  await(task)
  log("main keeps", var:get())
end)

scenario("context_inline_coroutine_shares_it", function()
  local var = aio.ContextVar("var", {default = "default"})

  local inner = async(function()
    var:set("inner")
  end)

  log(var:get())
  await(inner())
  log(var:get())
end)

scenario("context_callbacks_see_the_moment_of_scheduling", function()
  local loop = aio.get_running_loop()
  local var = aio.ContextVar("var", {default = "default"})

  local function callback(name)
    log(name, var:get())
    var:set("callback")
  end

  var:set("one")
  loop:call_soon(callback, "soon")
  loop:call_later(1, callback, "later")
  var:set("two")
  await(aio.sleep(2))
  log(var:get())
end)

scenario("context_done_callbacks_see_the_moment_of_registration", function()
  local var = aio.ContextVar("var", {default = "default"})
  local future = aio.Future()
  var:set("registered")
  future:add_done_callback(function(_) log(var:get()) end)
  var:set("completed")
  future:set_result(1)
  await(pause())
end)

scenario("context_token_resets", function()
  local var = aio.ContextVar("var", {default = "default"})
  local token = var:set("one")
  log(var:get())
  var:set("two")
  var:reset(token)
  log(var:get())
  log(attempt(var.reset, var, token))
end)

scenario("context_without_a_value", function()
  local var = aio.ContextVar("var")
  log(var:get("given"))
  var:set("set")
  log(var:get("given"))
end)

scenario("context_tasks_do_not_see_each_other", function()
  local var = aio.ContextVar("var", {default = 0})

  local counter = async(function(name)
    for _ = 0, 2 do
      var:set(var:get() + 1)
      await(pause())
    end
    log(name, var:get())
  end)

  await(aio.gather(counter("a"), counter("b")))
  log("main", var:get())
end)

scenario("context_groups_and_gather_inherit", function()
  local var = aio.ContextVar("var", {default = "default"})

  local child = async(function(name)
    log(name, var:get())
  end)

  var:set("gather")
  await(aio.gather(child("a")))
  var:set("group")
  do
    local group <close> = aio.TaskGroup()
    group:create_task(child("b"))
    var:set("later")
  end
  log(var:get())
end)

scenario("context_eager_task_does_not_leak", function()
  local var = aio.ContextVar("var", {default = "default"})

  local child = async(function()
    var:set("child")
    await(pause())
    log("child", var:get())
  end)

  local task = spawn("eager", child(), {eager_start = true})
  log("main", var:get())
  await(task)
end)

scenario("context_wait_for_runs_in_the_same_context", function()
  local var = aio.ContextVar("var", {default = "default"})

  local child = async(function()
    var:set("child")
  end)

  await(aio.wait_for(child(), 1))
  log(var:get())
end)

scenario("context_is_kept_across_a_cancellation", function()
  local var = aio.ContextVar("var", {default = "default"})

  local child = async(function()
    var:set("child")
    log(await(outcome(aio.sleep(10))), var:get())
  end)

  local task = spawn("child", child())
  await(pause())
  var:set("main")
  task:cancel()
  await(task)
end)
