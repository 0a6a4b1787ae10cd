-- Barrier (scheduling.md §10; CPython's test_locks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, attempt = support.outcome, support.attempt

scenario("s78_last_arriver_passes_first_without_suspending", function()
  local barrier = aio.Barrier(3)

  local party = async(function(name)
    log(name, "arrives")
    log(name, "index", await(barrier:wait()))
  end)

  await(aio.gather(party("a"), party("b"), party("c")))
end)

scenario("barrier_of_one_never_blocks", function()
  local barrier = aio.Barrier(1)
  aio.get_running_loop():call_soon(log, "callback")
  for _ = 0, 1 do
    log(await(barrier:wait()))
  end
  await(pause())
end)

scenario("barrier_needs_at_least_one_party", function()
  log(attempt(aio.Barrier, 0), attempt(aio.Barrier, -4))
  local barrier = aio.Barrier(2)
  log(barrier.parties, barrier.n_waiting, barrier.broken)
end)

scenario("barrier_counts_who_waits", function()
  local barrier = aio.Barrier(3)

  local party = async(function()
    await(barrier:wait())
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, party())
    await(pause())
    log("waiting", barrier.n_waiting)
  end
  tasks[#tasks + 1] = spawn("c", party())
  await(pause())
  log("after the last", barrier.n_waiting)
  await(pause(2))
  log("drained", barrier.n_waiting)
  await(aio.wait(tasks))
end)

scenario("barrier_two_rounds", function()
  local barrier = aio.Barrier(2)

  local party = async(function(name)
    for round = 0, 1 do
      log(name, round, "index", await(barrier:wait()))
    end
  end)

  await(aio.gather(party("a"), party("b")))
end)

scenario("barrier_newcomers_wait_while_it_drains", function()
  local barrier = aio.Barrier(2)

  local party = async(function(name)
    log(name, "index", await(barrier:wait()))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b", "c", "d", "e", "f"}) do
    tasks[#tasks + 1] = spawn(name, party(name))
  end
  await(aio.wait(tasks))
end)

scenario("barrier_early_bird_returns_while_the_others_leave", function()
  local barrier = aio.Barrier(3)

  local party = async(function(name, rounds)
    for round = 0, rounds - 1 do
      local index = await(barrier:wait())
      log(name, "round", round, "index", index)
    end
  end)

  await(aio.gather(party("a", 2), party("b", 2), party("c", 2)))
end)

scenario("barrier_cancelled_waiter_is_not_counted", function()
  local barrier = aio.Barrier(2)

  local party = async(function(name)
    log(name, await(outcome(barrier:wait())), barrier.n_waiting)
  end)

  local one = spawn("one", party("one"))
  await(pause())
  one:cancel()
  await(pause(2))
  log("waiting", barrier.n_waiting, barrier.broken)
  await(aio.gather(party("two"), party("three")))
end)
