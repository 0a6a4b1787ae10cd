-- Eager tasks (scheduling.md §14; CPython's test_eager_task_factory).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, names, elapsed = support.outcome, support.state, support.names, support.elapsed
local defer, fail = support.defer, support.fail

local give = async(function(value)
  log("running", value)
  return value
end)

local give_later = async(function(value)
  log("starting", value)
  await(pause())
  log("ending", value)
  return value
end)

local broken = async(function(message)
  fail(message)
end)

scenario("s73_eager_task_that_finishes_at_once_is_never_queued", function()
  aio.get_running_loop():call_soon(log, "callback")
  local task = spawn("eager", give("value"), {eager_start = true})
  log(state(task), await(task))
  await(pause())
end)

scenario("s73b_gather_of_eagerly_finished_tasks_is_done", function()
  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, give(name), {eager_start = true})
  end
  local group = aio.gather(tasks)
  log(group:done(), await(group))
end)

scenario("s73c_eager_task_that_blocks_goes_on_like_any_other", function()
  local task = spawn("eager", give_later("value"), {eager_start = true})
  log("created", state(task))
  log(await(task))
end)

scenario("s73d_eager_children_of_a_group_still_take_the_callback_tick", function()
  do
    local group <close> = aio.TaskGroup()
    group:create_task(give("one"), {eager_start = true})
    group:create_task(give("two"), {eager_start = true})
    log("body ends")
  end
  log("group ended")
end)

scenario("s73e_eager_start_without_wish_is_lazy", function()
  local task = spawn("lazy", give("value"), {eager_start = false})
  log(state(task))
  await(task)
end)

scenario("eager_error_at_once", function()
  local task = spawn("eager", broken("eager"), {eager_start = true})
  log(state(task), await(outcome(task)))
end)

scenario("eager_current_task_is_swapped", function()
  aio.current_task():set_name("main")

  local child = async(function()
    log(aio.current_task():get_name())
    await(pause())
    log(aio.current_task():get_name())
  end)

  local task = spawn("eager", child(), {eager_start = true})
  log(aio.current_task():get_name())
  await(task)
end)

scenario("eager_nested", function()
  local parent = async(function()
    log("parent starts")
    local task = spawn("child", give_later("child"), {eager_start = true})
    log("parent goes on")
    return await(task)
  end)

  local task = spawn("parent", parent(), {eager_start = true})
  log("main goes on")
  log(await(task))
end)

scenario("eager_task_cancelled_while_blocked", function()
  local child = async(function()
    local _ <close> = defer(function()
      log("leaving")
    end)
    await(aio.sleep(10))
  end)

  local task = spawn("eager", child(), {eager_start = true})
  log(task:cancel("stop"))
  log(await(outcome(task)))
end)

scenario("eager_task_that_cancels_itself", function()
  local child = async(function()
    aio.current_task():cancel("myself")
    await(pause())
    log("never")
  end)

  local task = spawn("eager", child(), {eager_start = true})
  log(state(task))
  log(await(outcome(task)), state(task))
end)

scenario("eager_task_that_cancels_itself_and_returns", function()
  local child = async(function()
    aio.current_task():cancel("myself")
    return "value"
  end)

  local task = spawn("eager", child(), {eager_start = true})
  log(await(outcome(task)), state(task))
end)

scenario("eager_waits_for_a_done_future", function()
  local future = aio.Future()
  future:set_result("done")

  local child = async(function()
    return await(future)
  end)

  log(state(spawn("eager", child(), {eager_start = true})))
end)

scenario("eager_sleep_zero_takes_its_turn", function()
  local loop = aio.get_running_loop()

  local child = async(function(name)
    log(name, 1)
    await(pause())
    log(name, 2)
  end)

  loop:call_soon(log, "before")
  local task = spawn("eager", child("eager"), {eager_start = true})
  loop:call_soon(log, "after")
  await(task)
end)

scenario("eager_factory_makes_every_task_eager", function()
  local loop = aio.get_running_loop()
  loop:set_task_factory(aio.eager_task_factory)
  local task = spawn("one", give("one"))
  log(state(task))
  log(await(aio.gather(give("two"), give_later("three"))))
  do
    local group <close> = aio.TaskGroup()
    group:create_task(give_later("four"))
    log("body")
  end
  loop:set_task_factory(nil)
  log(state(spawn("lazy", give("five"))))
  await(pause())
end)

scenario("eager_factory_may_be_overruled", function()
  local loop = aio.get_running_loop()
  loop:set_task_factory(aio.eager_task_factory)
  local task = spawn("lazy", give("lazy"), {eager_start = false})
  log(state(task))
  log(await(task))
end)

scenario("eager_tasks_are_listed_while_blocked", function()
  aio.current_task():set_name("main")
  spawn("done", give("done"), {eager_start = true})
  local task = spawn("blocked", give_later("blocked"), {eager_start = true})
  log(names(aio.all_tasks()))
  await(task)
  log(names(aio.all_tasks()))
end)

scenario("eager_group_child_that_fails_at_once", function()
  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(broken("eager"), {eager_start = true})
    log("body goes on")
    await(aio.sleep(10))
  end)

  log(await(outcome(parent())), aio.current_task():cancelling())
end)

scenario("eager_child_creates_a_failing_child_in_the_same_group", function()
  local child = async(function(group)
    group:create_task(broken("leaf"), {eager_start = true})
    log("child goes on")
    await(pause())
    log("child survived one turn")
    await(aio.sleep(10))
  end)

  local parent = async(function()
    local group <close> = aio.TaskGroup()
    group:create_task(child(group), {eager_start = true})
    log("body goes on")
    await(pause())
    log("body survived one turn")
    await(aio.sleep(10))
  end)

  log(await(outcome(parent())))
end)

scenario("eager_child_cancels_its_own_group_before_it_joined", function()
  local child = async(function(group)
    group:cancel()
    log("asked")
    await(pause())
    log("never")
  end)

  local task
  do
    local group <close> = aio.TaskGroup()
    task = group:create_task(child(group), {eager_start = true})
  end
  log(state(task), aio.current_task():cancelling())
end)

scenario("eager_wait_for_and_timeouts_inside", function()
  local child = async(function()
    log(await(outcome(aio.wait_for(aio.sleep(10), 1))))
    return "ends"
  end)

  local task = spawn("eager", child(), {eager_start = true})
  log(state(task))
  log(await(task), elapsed())
end)

scenario("eager_lock_taken_in_the_first_step", function()
  local lock = aio.Lock()

  local child = async(function(name)
    local _ <close> = await(lock:acquire())
    log(name, "enters")
    await(pause())
    log(name, "leaves")
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c"}) do
    tasks[#tasks + 1] = spawn(name, child(name), {eager_start = true})
  end
  log("created", lock:locked())
  await(aio.wait(tasks))
end)

scenario("eager_done_callback_runs_a_tick_later", function()
  local task = spawn("eager", give("value"), {eager_start = true})
  task:add_done_callback(function(done) log("callback", state(done)) end)
  log("added")
  await(pause())
end)
