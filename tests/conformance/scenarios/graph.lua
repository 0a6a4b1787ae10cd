-- Who awaits whom (api.md §6; CPython's test_graph).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, graph_text = support.outcome, support.graph_text

local show = async(function(future)
  -- Logs the graph of a future while everyone waits for it.
  await(pause(4))
  log(graph_text(future))
end)

local nap = async(function()
  await(aio.sleep(1))
end)

scenario("graph_of_a_chain_of_tasks", function()
  aio.current_task():set_name("main")

  local middle = async(function(task)
    await(task)
  end)

  local leaf = spawn("leaf", nap())
  spawn("show", show(leaf))
  await(spawn("middle", middle(leaf)))
end)

scenario("graph_of_a_task_nobody_awaits", function()
  local leaf = spawn("leaf", nap())
  await(show(leaf))
  await(leaf)
end)

scenario("graph_of_a_group", function()
  aio.current_task():set_name("main")

  local waiter = async(function(task)
    await(task)
  end)

  local parent = async(function()
    local group <close> = aio.TaskGroup()
    local leaf = group:create_task(nap(), {name = "leaf"})
    group:create_task(waiter(leaf), {name = "waiter 1"})
    group:create_task(waiter(leaf), {name = "waiter 2"})
    group:create_task(show(leaf), {name = "show"})
  end)

  await(spawn("parent", parent()))
  log("ended")
end)

scenario("graph_of_gather", function()
  local leaf = spawn("leaf", nap())

  local parent = async(function()
    await(aio.gather(leaf, nap()))
  end)

  local task = spawn("parent", parent())
  await(show(leaf))
  await(task)
end)

scenario("graph_of_shield", function()
  local leaf = spawn("leaf", nap())

  local parent = async(function()
    await(aio.shield(leaf))
  end)

  local task = spawn("parent", parent())
  await(show(leaf))
  await(task)
end)

scenario("graph_of_wait", function()
  local leaf = spawn("leaf", nap())

  local parent = async(function()
    await(aio.wait({leaf}))
  end)

  local task = spawn("parent", parent())
  await(show(leaf))
  await(task)
end)

scenario("graph_of_a_timeout_has_no_node_for_it", function()
  local leaf = spawn("leaf", nap())

  local parent = async(function()
    local _ <close> = aio.timeout(10)
    await(leaf)
  end)

  local task = spawn("parent", parent())
  await(show(leaf))
  await(task)
end)

scenario("graph_of_a_bare_future_lists_who_waits", function()
  local future = aio.Future()

  local waiter = async(function()
    await(future)
  end)

  local tasks = {}
  for _, name in ipairs({"one", "two"}) do
    tasks[#tasks + 1] = spawn(name, waiter())
  end
  await(show(future))
  future:set_result(1)
  await(aio.wait(tasks))
end)

scenario("graph_empties_when_the_wait_is_over", function()
  local future = aio.Future()

  local waiter = async(function()
    await(outcome(future))
    await(aio.sleep(1))
  end)

  local task = spawn("waiter", waiter())
  await(pause())
  log(graph_text(future))
  task:cancel()
  await(pause(3))
  log(graph_text(future))
  await(task)
end)
