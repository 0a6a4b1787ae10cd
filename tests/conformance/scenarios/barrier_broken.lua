-- Barrier: reset, abort, company (scheduling.md §10; CPython's test_locks).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, pause = support.scenario, support.log, support.spawn, support.pause
local outcome, state, elapsed, expect = support.outcome, support.state, support.elapsed, support.expect
local fail, Boom = support.fail, support.Boom

scenario("barrier_reset_when_idle", function()
  local barrier = aio.Barrier(2)
  await(barrier:reset())
  log(barrier.broken, barrier.n_waiting)

  local party = async(function(name)
    log(name, await(barrier:wait()))
  end)

  await(aio.gather(party("a"), party("b")))
end)

scenario("barrier_reset_breaks_those_who_wait", function()
  local barrier = aio.Barrier(3)

  local party = async(function(name)
    log(name, await(outcome(barrier:wait())))
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, party(name))
  end
  await(pause())
  await(barrier:reset())
  log("reset", barrier.broken, barrier.n_waiting)
  await(aio.wait(tasks))
  log(barrier.broken, barrier.n_waiting)
  await(aio.gather(party("c"), party("d"), party("e")))
end)

scenario("barrier_waiting_again_after_a_reset", function()
  local barrier = aio.Barrier(2)

  local party = async(function(name, rounds)
    for _ = 0, rounds - 1 do
      log(name, await(outcome(barrier:wait())))
    end
  end)

  local one = spawn("one", party("one", 3))
  await(pause())
  await(barrier:reset())
  local two = spawn("two", party("two", 1))
  await(pause(4))
  log(barrier.n_waiting, state(one), state(two))
  await(party("three", 1))
  await(aio.wait({one, two}))
end)

scenario("barrier_reset_while_it_drains", function()
  local barrier = aio.Barrier(3)

  local party = async(function(name)
    log(name, await(outcome(barrier:wait())))
  end)

  local last = async(function()
    log("last", await(outcome(barrier:wait())))
    await(barrier:reset())
    log("reset", barrier.broken, barrier.n_waiting)
  end)

  await(aio.gather(party("a"), party("b"), last()))
  log(barrier.broken, barrier.n_waiting)
end)

scenario("barrier_newcomers_survive_a_reset_while_it_drains", function()
  local barrier = aio.Barrier(3)

  local party = async(function(name)
    log(name, await(outcome(barrier:wait())))
  end)

  local last = async(function()
    log("last", await(outcome(barrier:wait())))
    await(barrier:reset())
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, party(name))
  end
  await(pause())
  tasks[#tasks + 1] = spawn("last", last())
  for _, name in ipairs({"c", "d", "e"}) do
    tasks[#tasks + 1] = spawn(name, party(name))
  end
  await(aio.wait(tasks))
  log(barrier.broken, barrier.n_waiting)
end)

scenario("barrier_aborted_stays_broken_until_reset", function()
  local barrier = aio.Barrier(2)

  local party = async(function(name)
    log(name, await(outcome(barrier:wait())))
  end)

  local one = spawn("one", party("one"))
  await(pause())
  await(barrier:abort())
  log("aborted", barrier.broken, barrier.n_waiting)
  await(one)
  await(party("two"))
  await(barrier:reset())
  log("reset", barrier.broken)
  await(aio.gather(party("three"), party("four")))
end)

scenario("barrier_abort_when_idle", function()
  local barrier = aio.Barrier(2)
  await(barrier:abort())
  log(barrier.broken, await(outcome(barrier:wait())))
end)

scenario("barrier_abort_on_error_pattern", function()
  local barrier = aio.Barrier(3)

  local party = async(function(name, fails)
    local ok, err = aio.try(function()
      if fails then
        fail(name)
      end
      await(barrier:wait())
    end)
    if not ok then
      expect(err, Boom)
      log(name, err)
      await(barrier:abort())
    end
    log(name, "ends")
  end)

  local parties = {party("a", false), party("b", true), party("c", false)}
  log(await(aio.gather(parties, {return_exceptions = true})), barrier.broken)
end)

scenario("barrier_with_a_timeout", function()
  local barrier = aio.Barrier(2)
  log(await(outcome(aio.wait_for(barrier:wait(), 1))), barrier.n_waiting, elapsed())

  local party = async(function(name)
    log(name, await(barrier:wait()))
  end)

  await(aio.gather(party("a"), party("b")))
end)

scenario("barrier_aborted_while_it_drains", function()
  local barrier = aio.Barrier(3)

  local party = async(function(name)
    log(name, await(outcome(barrier:wait())))
  end)

  local last = async(function()
    log("last", await(outcome(barrier:wait())))
    await(barrier:abort())
    log("aborted", barrier.broken, barrier.n_waiting)
  end)

  local tasks = {}
  for _, name in ipairs({"a", "b"}) do
    tasks[#tasks + 1] = spawn(name, party(name))
  end
  await(pause())
  tasks[#tasks + 1] = spawn("last", last())
  tasks[#tasks + 1] = spawn("newcomer", party("newcomer"))
  await(aio.wait(tasks))
  log(barrier.broken, barrier.n_waiting)
end)

scenario("barrier_abort_meet_elsewhere_reset_and_go_on", function()
  local first, second = aio.Barrier(3), aio.Barrier(3)

  local party = async(function(name, fails)
    local ok, err = aio.try(function()
      if fails then
        fail(name)
      end
      await(first:wait())
    end)
    if not ok then
      expect(err, "Exception")
      log(name, err)
      await(first:abort())
    end
    if await(second:wait()) == 0 then
      await(first:reset())
    end
    await(second:wait())
    log(name, await(outcome(first:wait())))
  end)

  await(aio.gather(party("a", false), party("b", true), party("c", false)))
end)

scenario("barrier_last_leaver_lets_the_next_round_fill", function()
  local barrier = aio.Barrier(2)

  local party = async(function(name)
    log(name, await(barrier:wait()), barrier.n_waiting)
    log(name, await(barrier:wait()), barrier.n_waiting)
    log(name, await(barrier:wait()), barrier.n_waiting)
  end)

  await(aio.gather(party("a"), party("b")))
end)
