-- Barrier (CPython's test_locks, scheduling.md §10).
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

local function turn() await(aio.sleep(0)) end

local function turns(n) for _ = 1, n do turn() end end

plain("its fields", function()
  local barrier = aio.Barrier(3)
  equal({ barrier.parties, barrier.n_waiting, barrier.broken }, { 3, 0, false })
  equal(tostring(barrier), "<Barrier [filling, waiters:0/3]>")
  raises("at least 1", aio.Barrier, 0)
  raises("integer expected, got string", function() aio.Barrier("x") end)
  raises("integer expected, got n", function() aio.Barrier() end)
end)

test("one party never waits", function()
  local barrier, tick = aio.Barrier(1), native.tick()
  equal({ await(barrier:wait()), await(barrier:wait()) }, { 0, 0 })
  equal(native.tick(), tick)
end)

test("all pass together, with distinct indices; and again", function()
  local barrier, log = aio.Barrier(3), {}
  local party = async(function(name)
    local indices = {}
    for round = 1, 2 do
      await(aio.sleep(name))
      indices[round] = await(barrier:wait())
      log[#log + 1] = round
    end
    return indices[1]
  end)
  local indices = await(aio.gather(party(1), party(2), party(3)))
  equal(log, { 1, 1, 1, 2, 2, 2 })
  table.sort(indices)
  equal(indices, { 0, 1, 2, n = 3 })
  equal(barrier.n_waiting, 0)
end)

test("the last one passes first (s78)", function()
  local barrier, log = aio.Barrier(3), {}
  local party = async(function(name)
    await(barrier:wait())
    log[#log + 1] = name
  end)
  await(aio.gather(party(1), party(2), party(3)))
  equal(log, { 3, 1, 2 })
end)

test("n_waiting counts up", function()
  local barrier, tasks = aio.Barrier(3), {}
  for i = 1, 2 do
    tasks[i] = aio.create_task(barrier:wait())
    turn()
    equal(barrier.n_waiting, i)
  end
  await(barrier:wait())
  await(aio.gather(tasks))
  equal(barrier.n_waiting, 0)
end)

test("a cancelled one is not counted, and breaks nothing", function()
  local barrier = aio.Barrier(2)
  local task = aio.create_task(barrier:wait())
  turn()
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal({ barrier.n_waiting, barrier.broken }, { 0, false })
  local other = aio.create_task(barrier:wait())
  turn()
  equal({ await(barrier:wait()), await(other) }, { 1, 0 })
end)

test("reset: those who wait get an error; usable afterwards", function()
  local barrier, tasks = aio.Barrier(3), {}
  for i = 1, 2 do tasks[i] = aio.create_task(barrier:wait()) end
  turn()
  await(barrier:reset())
  for _, task in ipairs(tasks) do raises(aio.BrokenBarrierError, await, task) end
  turns(2)
  equal({ barrier.broken, barrier.n_waiting }, { false, 0 })
  equal(await(aio.gather(barrier:wait(), barrier:wait(), barrier:wait())).n, 3)
  await(barrier:reset())
  equal(await(aio.gather(barrier:wait(), barrier:wait(), barrier:wait())).n, 3)
end)

test("abort: broken until a reset", function()
  local barrier = aio.Barrier(2)
  local task = aio.create_task(barrier:wait())
  turn()
  await(barrier:abort())
  raises(aio.BrokenBarrierError, await, task)
  equal(barrier.broken, true)
  raises(aio.BrokenBarrierError, await, barrier:wait())
  await(barrier:reset())
  equal(barrier.broken, false)
  equal(await(aio.gather(barrier:wait(), barrier:wait())).n, 2)
end)

test("newcomers wait until it has drained", function()
  local barrier, log = aio.Barrier(2), {}
  local party = async(function(name)
    await(barrier:wait())
    log[#log + 1] = name
  end)
  await(aio.gather(party(1), party(2), party(3), party(4)))
  table.sort(log)
  equal(log, { 1, 2, 3, 4 })
end)

check.finish()
