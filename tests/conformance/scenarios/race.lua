-- A staggered race, written with the public primitives (CPython's test_staggered).

local aio = require "aio"
local support = require "support"

local async, await = aio.async, aio.await
local scenario, log, spawn, outcome = support.scenario, support.log, support.spawn, support.outcome
local elapsed, expect, fail = support.elapsed, support.expect, support.fail

local race = async(function(starters, delay)
  -- Starts the next when the last one failed or after `delay`; the first winner ends it.
  local winner = aio.get_running_loop():create_future()
  local errors = {}

  local attempt_one = async(function(index, failed)
    local value
    local ok, err = aio.try(function()
      value = await(starters[index + 1]())
    end)
    if not ok then
      expect(err, "Exception")
      errors[#errors + 1] = err
      failed:set()
    else
      if not winner:done() then
        winner:set_result({value, index})
      end
    end
  end)

  local launch = async(function(group)
    for index = 0, #starters - 1 do
      local failed = aio.Event()
      group:create_task(attempt_one(index, failed))
      local ok, err = aio.try(function()
        await(aio.wait_for(failed:wait(), delay))
      end)
      if not ok then
        expect(err, aio.TimeoutError)
      end
    end
  end)

  local all_of_them = async(function()
    local group <close> = aio.TaskGroup()
    await(launch(group))
  end)

  local everything = aio.ensure_future(all_of_them())
  await(aio.wait({everything, winner}, {return_when = "FIRST_COMPLETED"}))
  everything:cancel()
  await(aio.wait({everything}))
  if winner:done() then
    return {winner:result(), errors}
  end
  return {"nobody", errors}
end)

local wins = async(function(name, delay)
  log(name, "starts", elapsed())
  local ok, err = aio.try(function()
    await(aio.sleep(delay))
  end)
  if not ok then
    expect(err, aio.CancelledError)
    log(name, "gives up", elapsed())
    error(err, 0)
  end
  log(name, "arrives", elapsed())
  return name
end)

local loses = async(function(name, delay)
  log(name, "starts", elapsed())
  await(aio.sleep(delay))
  fail(name)
end)

scenario("race_one_wins", function()
  log(await(race({function() return wins("a", 1) end}, nil)), elapsed())
end)

scenario("race_error_starts_the_next", function()
  log(await(race({function() return loses("a", 1) end, function() return wins("b", 1) end}, nil)), elapsed())
end)

scenario("race_delay_starts_the_next", function()
  log(await(race({function() return wins("a", 5) end, function() return wins("b", 1) end}, 1)), elapsed())
end)

scenario("race_nobody_wins", function()
  log(await(race({function() return loses("a", 1) end, function() return loses("b", 2) end}, nil)), elapsed())
end)

scenario("race_two_arrive_at_the_same_moment", function()
  log(await(race({function() return wins("a", 2) end, function() return wins("b", 1) end}, 1)), elapsed())
end)

scenario("race_is_cancelled", function()
  local runner = async(function()
    return await(race({function() return wins("a", 5) end, function() return wins("b", 5) end}, 1))
  end)

  local task = spawn("race", runner())
  await(aio.sleep(2))
  task:cancel()
  log(await(outcome(task)))
end)
