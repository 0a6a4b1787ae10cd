-- The workloads of docs/benchmarks.md for Tarantool's fibers (LuaJIT):  workloads.lua WORKLOAD COUNT
-- Prints "name value unit". BENCH_CLOCK=wall measures wall time.
--
-- A queue is a channel, and so is a lock, as Tarantool's own documentation does it. An inline await does not exist: a
-- function that waits is called like any other. Lua cannot run in other threads.
local fiber = require "fiber"
local time = require "clock"

local clock = os.getenv "BENCH_CLOCK" == "wall" and time.monotonic or time.proc
local function nothing() end

local function create(f, ...)
  local task = fiber.new(f, ...)
  task:set_joinable(true)
  return task
end

local function times(count, f)
  local created = {}
  for i = 1, count do created[i] = create(f, i) end
  for i = 1, count do created[i]:join() end
end

local workloads = {}

function workloads.switch(count)
  times(1000, function()
    for _ = 1, count / 1000 do fiber.yield() end
  end)
end

function workloads.create_await(count)
  for _ = 1, count do create(nothing):join() end
end

function workloads.create_gather(count) times(count, nothing) end

function workloads.queue(count)
  local there, back = fiber.channel(1), fiber.channel(1)
  local echo = create(function()
    for _ = 1, count do back:put(there:get()) end
  end)
  for i = 1, count do
    there:put(i)
    back:get()
  end
  echo:join()
end

function workloads.lock_contended(count)
  local lock = fiber.channel(1)
  times(100, function()
    for _ = 1, count / 100 do
      lock:put(true)
      fiber.yield()
      lock:get()
    end
  end)
end

function workloads.lock_free(count)
  local lock = fiber.channel(1)
  for _ = 1, count do
    lock:put(true)
    lock:get()
  end
end

function workloads.error(count)
  local function fail() error "boom" end
  for _ = 1, count do
    local ok = create(fail):join()
    assert(not ok)
  end
end

function workloads.cancel(count)
  local function sleeper() fiber.sleep(3600) end
  for _ = 1, count do
    local task = create(sleeper)
    fiber.yield()
    task:cancel()
    local ok = task:join()
    assert(not ok)
  end
end

local function report(name, value, unit) print(("%s %.6g %s"):format(name, value, unit)) end

local function resident_bytes()
  for line in io.lines "/proc/self/status" do
    local kilobytes = line:match "^VmRSS:%s*(%d+)"
    if kilobytes then return kilobytes * 1024 end
  end
end

-- The timers of COUNT fibers, 10 µs apart and armed in a shuffled order; returns the worst lateness in seconds.
local function run_timers(count)
  local worst = 0
  times(count, function(i)
    local seconds = i * 7919 % count * 1e-5
    local due = time.monotonic() + seconds
    fiber.sleep(seconds)
    worst = math.max(worst, time.monotonic() - due)
  end)
  return worst
end

local special = {}

function special.timers(count)
  run_timers(count)
  local start = time.proc()
  local worst = run_timers(count)
  report("timers_cpu", (time.proc() - start) * 1e3, "ms")
  report("timers_late", worst * 1e3, "ms")
end

-- A fiber has a C stack with a guard page: a tenth of them is all that a usual machine has room for.
function special.memory(count)
  count = count / 10
  local function sleeper() fiber.sleep(3600) end
  local before, created = resident_bytes(), {}
  for i = 1, count do created[i] = create(sleeper) end
  fiber.yield()
  report("memory", (resident_bytes() - before) / #created, "B")
  os.exit(0)
end

local name, count = arg[1], tonumber(arg[2])
if special[name] then
  special[name](count)
else
  local run = workloads[name]
  if not run then os.exit(3) end -- does not exist here
  run(count)
  local start = clock()
  run(count)
  report(name, (clock() - start) / count * 1e9, "ns")
end
os.exit()
