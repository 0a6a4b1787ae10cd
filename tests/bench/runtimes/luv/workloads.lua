-- The workloads of docs/benchmarks.md for luv with coroutines (stock Lua 5.4):  workloads.lua WORKLOAD COUNT
-- Prints "name value unit". BENCH_CLOCK=wall measures wall time.
-- An inline await does not exist here: calling a function that waits is a call like any other.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua;" .. package.path
local uv = require "luv"
local tasks = require "tasks"

local function wall_clock() return uv.hrtime() / 1e9 end
local clock = os.getenv "BENCH_CLOCK" == "wall" and wall_clock or os.clock
local function nothing() end

local function times(count, f)
  local created = {}
  for i = 1, count do created[i] = tasks.create(function() f(i) end) end
  for i = 1, count do tasks.join(created[i]) end
end

local workloads = {}

function workloads.switch(count)
  times(1000, function()
    for _ = 1, count // 1000 do tasks.yield() end
  end)
end

function workloads.create_await(count)
  for _ = 1, count do tasks.join(tasks.create(nothing)) end
end

function workloads.create_gather(count)
  local created = {}
  for i = 1, count do created[i] = tasks.create(nothing) end
  for i = 1, count do tasks.join(created[i]) end
end

function workloads.queue(count)
  local there, back = tasks.Queue(1), tasks.Queue(1)
  local echo = tasks.create(function()
    for _ = 1, count do back:put(there:get()) end
  end)
  for i = 1, count do
    there:put(i)
    back:get()
  end
  tasks.join(echo)
end

function workloads.lock_contended(count)
  local lock = tasks.Lock()
  times(100, function()
    for _ = 1, count // 100 do
      lock:acquire()
      tasks.yield()
      lock:release()
    end
  end)
end

function workloads.lock_free(count)
  local lock = tasks.Lock()
  for _ = 1, count do
    lock:acquire()
    lock:release()
  end
end

function workloads.error(count)
  local function fail() error "boom" end
  for _ = 1, count do
    local ok = pcall(tasks.join, tasks.create(fail))
    assert(not ok)
  end
end

function workloads.cancel(count)
  local function sleeper() tasks.sleep(3600) end
  for _ = 1, count do
    local task = tasks.create(sleeper)
    tasks.yield()
    tasks.cancel(task)
    local ok = pcall(tasks.join, task)
    assert(not ok)
  end
end

local function report(name, value, unit) print(("%s %.6g %s"):format(name, value, unit)) end

-- The timers of COUNT tasks, 10 µs apart and armed in a shuffled order; returns the worst lateness in seconds.
local function run_timers(count)
  local worst = 0
  times(count, function(i)
    local seconds = i * 7919 % count * 1e-5
    local due = wall_clock() + seconds
    tasks.sleep(seconds)
    worst = math.max(worst, wall_clock() - due)
  end)
  return worst
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
  local function sleeper() tasks.sleep(3600) end
  local before, created = uv.resident_set_memory(), {}
  for i = 1, count do created[i] = tasks.create(sleeper) end
  tasks.yield()
  report("memory", (uv.resident_set_memory() - before) / #created, "B")
  os.exit(0, false)
end

function special.thread(count)
  local function call(f, x)
    local task, answer = tasks.current(), nil
    local work = uv.new_work(f, function(result)
      answer = result
      tasks.schedule(task)
    end)
    work:queue(x)
    tasks.suspend()
    return answer
  end
  local function increment(x) return x + 1 end
  local function run(calls)
    times(4, function()
      for i = 1, calls do assert(call(increment, i) == i + 1) end
    end)
  end
  run(count // 40)
  local wall, cpu = wall_clock(), os.clock()
  run(count // 4)
  report("thread_wall", (wall_clock() - wall) / count * 1e6, "us")
  report("thread_cpu", (os.clock() - cpu) / count * 1e6, "us")
end

local name, count = arg[1], tonumber(arg[2])
tasks.run(function()
  if special[name] then return special[name](count) end
  local run = workloads[name]
  if not run then os.exit(3) end -- does not exist here
  run(count)
  local start = clock()
  run(count)
  report(name, (clock() - start) / count * 1e9, "ns")
end)
