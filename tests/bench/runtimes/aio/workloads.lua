-- The workloads of docs/benchmarks.md for aio:  aio workloads.lua WORKLOAD COUNT
-- Prints "name value unit". BENCH_CLOCK=wall measures wall time. The run before the measured one lets allocators and
-- pools settle; BENCH_WARM_UP=0 leaves it out.
local time = require "aio.time"
local async, await = aio.async, aio.await

local clock = os.getenv "BENCH_CLOCK" == "wall" and time.perf_counter or os.clock -- os.clock: all threads
local nothing = async(function() end)
local workloads = {}

-- 1000 tasks, each giving way to the others again and again.
function workloads.switch(count)
  local yielder = async(function()
    for _ = 1, count // 1000 do await(aio.sleep(0)) end
  end)
  local tasks = {}
  for i = 1, 1000 do tasks[i] = yielder() end
  await(aio.gather(tasks))
end

function workloads.create_await(count)
  for _ = 1, count do await(aio.create_task(nothing())) end
end

function workloads.create_gather(count)
  local calls = {}
  for i = 1, count do calls[i] = nothing() end
  await(aio.gather(calls))
end

function workloads.queue(count)
  local there, back = aio.Queue(1), aio.Queue(1)
  local echo = aio.create_task(function()
    for _ = 1, count do await(back:put(await(there:get()))) end
  end)
  for i = 1, count do
    await(there:put(i))
    await(back:get())
  end
  await(echo)
end

-- 100 tasks; whoever holds the lock gives way once, so that all others come to wait for it.
function workloads.lock_contended(count)
  local lock = aio.Lock()
  local worker = async(function()
    for _ = 1, count // 100 do
      await(lock:acquire())
      await(aio.sleep(0))
      lock:release()
    end
  end)
  local workers = {}
  for i = 1, 100 do workers[i] = worker() end
  await(aio.gather(workers))
end

function workloads.lock_free(count)
  local lock = aio.Lock()
  for _ = 1, count do
    await(lock:acquire())
    lock:release()
  end
end

function workloads.inline_await(count)
  for _ = 1, count do await(nothing()) end
end

function workloads.error(count)
  local fail = async(function() error "boom" end)
  for _ = 1, count do
    local ok = pcall(await, aio.create_task(fail()))
    assert(not ok)
  end
end

function workloads.cancel(count)
  local sleeper = async(function() await(aio.sleep(3600)) end)
  for _ = 1, count do
    local task = aio.create_task(sleeper())
    await(aio.sleep(0)) -- now it sleeps
    task:cancel()
    local ok = pcall(await, task)
    assert(not ok)
  end
end

-- For tests/bench/linear: tasks that run to their end with nobody waiting for them.
function workloads.spawn(count)
  for _ = 1, count do aio.create_task(nothing()) end
  await(aio.sleep(0))
end

-- The timers of COUNT tasks, 10 µs apart and armed in a shuffled order; returns the worst lateness in seconds.
local function run_timers(count)
  local worst = 0
  local sleeper = async(function(seconds)
    local due = time.perf_counter() + seconds
    await(aio.sleep(seconds))
    local late = time.perf_counter() - due
    if late > worst then worst = late end
  end)
  local tasks = {}
  for i = 1, count do tasks[i] = sleeper(i * 7919 % count * 1e-5) end
  await(aio.gather(tasks))
  return worst
end

local function report(name, value, unit) print(("%s %.6g %s"):format(name, value, unit)) end

local function resident_bytes()
  for line in io.lines "/proc/self/status" do
    local kilobytes = line:match "^VmRSS:%s*(%d+)"
    if kilobytes then return kilobytes * 1024 end
  end
end

local special = {}

function special.timers(count)
  run_timers(count)
  local start = os.clock()
  local worst = run_timers(count)
  report("timers_cpu", (os.clock() - start) * 1e3, "ms")
  report("timers_late", worst * 1e3, "ms")
end

function special.memory(count)
  local sleeper = async(function() await(aio.sleep(3600)) end)
  local before, tasks = resident_bytes(), {}
  for i = 1, count do tasks[i] = aio.create_task(sleeper()) end
  await(aio.sleep(0))
  report("memory", (resident_bytes() - before) / #tasks, "B")
  os.exit(0, false)
end

-- Four tasks, each with one call in a thread at a time.
function special.thread(count)
  local function increment(x) return x + 1 end
  local caller = async(function(calls)
    for i = 1, calls do assert(await(aio.to_thread(increment, i)) == i + 1) end
  end)
  local function run(calls) await(aio.gather(caller(calls), caller(calls), caller(calls), caller(calls))) end
  run(count // 40)
  local wall, cpu = time.perf_counter(), os.clock()
  run(count // 4)
  report("thread_wall", (time.perf_counter() - wall) / count * 1e6, "us")
  report("thread_cpu", (os.clock() - cpu) / count * 1e6, "us")
end

-- For tests/bench/linear: only the cancelling is measured. Returns seconds.
local function group_cancel_time(count)
  local sleeper = async(function() await(aio.sleep(3600)) end)
  local start
  do
    local group <close> = aio.TaskGroup()
    for _ = 1, count do group:create_task(sleeper()) end
    await(aio.sleep(0))
    start = clock()
    group:cancel()
  end
  return clock() - start
end

function special.group_cancel(count)
  local runs, sum = math.max(1, 100000 // count), 0
  for _ = 1, runs do sum = sum + group_cancel_time(count) end
  report("group_cancel", sum / runs / count * 1e9, "ns")
end

-- For tests/bench/linear: bursts of COUNT, repeated until there is something to measure.
local function bursts(name, run, count)
  local runs = math.max(1, 200000 // count)
  local start = clock()
  for _ = 1, runs do run(count) end
  report(name, (clock() - start) / runs / count * 1e9, "ns")
end

function special.burst_spawn(count) bursts("burst_spawn", workloads.spawn, count) end

function special.burst_gather(count) bursts("burst_gather", workloads.create_gather, count) end

function special.burst_timers(count) bursts("burst_timers", run_timers, count) end

local name, count = arg[1], tonumber(arg[2])
if special[name] then
  special[name](count)
else
  local run = workloads[name]
  if not run then os.exit(3) end -- does not exist here
  if os.getenv "BENCH_WARM_UP" ~= "0" then run(count) end
  local start = clock()
  run(count)
  report(name, (clock() - start) / count * 1e9, "ns")
end
