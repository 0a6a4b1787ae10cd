-- Computing on all cores: the same function once in this state and once spread over a pool of
-- threads. With `aio scripts/37_cpu_bound.lua measure` it also prints how long both took: on two
-- free cores the pool needs little more than half the time.
--
-- Output:
--   one after the other: 9592 primes
--   in a pool of threads: 9592 primes

local aio = require "aio"
local time = require "aio.time"

local measure = arg and arg[1] == "measure"
local limit = measure and 4000000 or 100000
local parts = 8

local function count_primes(range)                 -- runs in a thread: only locals and arguments
  local count = 0
  for n = math.max(range.from, 2), range.to do
    local prime = true
    for divisor = 2, math.floor(n ^ 0.5) do
      if n % divisor == 0 then
        prime = false
        break
      end
    end
    if prime then count = count + 1 end
  end
  return count
end

local ranges = {}                                  -- of about the same work each
for i = 1, parts do
  ranges[i] = {
    from = math.floor(limit * ((i - 1) / parts) ^ (2 / 3)) + 1,
    to = math.floor(limit * (i / parts) ^ (2 / 3)),
  }
end

local function sum(iterator, ...)
  local total = 0
  for count in iterator, ... do total = total + count end
  return total
end

local function report(name, work)
  local start = time.perf_counter()
  local primes = work()
  print(("%s: %d primes"):format(name, primes))
  local seconds = time.perf_counter() - start
  if measure then print(("  %.2f seconds"):format(seconds)) end
  return seconds
end

aio.run(function()
  local alone = report("one after the other", function()
    local i = 0
    return sum(function()
      i = i + 1
      return ranges[i] and count_primes(ranges[i])
    end)
  end)
  local executor <close> = aio.ThreadPoolExecutor()
  local together = report("in a pool of threads", function() return sum(executor:map(count_primes, ranges)) end)
  if measure then print(("  %.2f times as fast"):format(alone / together)) end
end)
