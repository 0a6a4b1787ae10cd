-- aio.ProcessPoolExecutor: what threads' executors do, and what only processes can: die.
-- luacheck: globals count base all
local check = require "check"
local test, plain, equal, raises, matches, truthy =
  check.test, check.plain, check.equal, check.raises, check.matches, check.truthy

local function new(options) return aio.ProcessPoolExecutor(options or 1) end

local function pid() return io.popen("echo $PPID"):read "n" end
local function die() os.execute "kill -9 $PPID" end
local function busy() while true do end end
local function nap(seconds, ...)
  require("aio.time").sleep(seconds)
  return ...
end

test("results, errors and refusals are as with threads", function()
  local executor <close> = new()
  matches(tostring(executor), "^ProcessPoolExecutor: ")
  equal(table.pack(await(executor:submit(function(a, b) return a + b, nil, "three" end, 1, 2))),
    { 3, nil, "three", n = 3 })
  local err = raises(aio.TimeoutError, await, executor:submit(function() error(aio.TimeoutError("slow")) end))
  matches(err.traceback, "process_executor_test.lua:%d+: in function")
  raises("submit: argument 2 %(userdata%) cannot be sent to a process: it is a FILE%*", function()
    executor:submit(print, io.stdout)
  end)
  raises("submit: result 1 %(thread%) cannot be sent to the process that called it", await,
    executor:submit(function() return coroutine.create(print) end))
  raises("globals of the main state do not exist in a process", await, executor:submit(function() count() end))
end)

test("a process of its own, reused; globals persist in it", function()
  local executor <close> = new()
  local first = await(executor:submit(pid))
  truthy(first ~= pid())
  for i = 1, 3 do equal(await(executor:submit(function() count = (count or 0) + 1 return count end)), i) end
  equal(await(executor:submit(pid)), first)
end)

test("package.path, arg, the globals of the program, aio.run inside", function()
  local executor <close> = new()
  equal(await(executor:submit(function() return package.path, arg[0] end)), package.path)
  equal(await(executor:submit(function()
    return aio.run(aio.async(function()
      await(aio.sleep(0.001))
      return "inner"
    end)())
  end)), "inner")
end)

test("large values", function()
  local executor <close> = new()
  local text = ("0123456789"):rep(300000)
  equal(await(executor:submit(function(s) return s .. "!" end, text)) == text .. "!", true)
  local list = {}
  for i = 1, 50000 do list[i] = i / 2 end
  equal(await(executor:submit(function(t) return #t, t[50000] end, list)), 50000)
end)

test("a process that dies breaks the call it ran, and no other", function()
  local executor <close> = new(2)
  local futures = {}
  for i = 1, 20 do futures[i] = executor:submit(i % 7 == 0 and die or nap, 0.001, i) end
  for i = 1, 20 do
    if i % 7 == 0 then
      local err = raises(aio.BrokenProcessPool, await, futures[i])
      equal(err.message, "a worker process was killed by signal 9 (SIGKILL) while it ran the call")
    else
      equal(await(futures[i]), i)
    end
  end
end)

for _, chunksize in ipairs { 1, 3 } do
  test("a child killed during map loses no other result, chunksize " .. chunksize, function()
    local executor <close> = new(2)
    local next_result = executor:map(function(x)
      if x == 5 then die() end
      return x
    end, { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { chunksize = chunksize })
    local broken = {}
    for i = 1, 9 do
      local ok, value = pcall(next_result)
      if ok then
        equal(value, i)
      else
        equal(aio.isinstance(value, aio.BrokenProcessPool), true)
        broken[#broken + 1] = i
      end
    end
    equal(broken, chunksize == 1 and { 5 } or { 4, 5, 6 })
    equal(next_result(), nil)
  end)
end

test("other ways to die", function()
  local executor <close> = new()
  raises("a worker process exited with status 3 while it ran the call", await, executor:submit(os.exit, 3))
  raises("was killed by signal 6 %(SIGABRT%)", await, executor:submit(function() os.execute "kill -ABRT $PPID" end))
  raises("exited with status 0", await, executor:submit(function() os.exit(true, true) end))
  equal(await(executor:submit(function() return "alive" end)), "alive")
end)

test("a process that dies without a call hits nobody", function()
  local executor <close> = new()
  for _ = 1, 10 do
    os.execute(("kill -9 %d"):format(await(executor:submit(pid))))
    equal(await(executor:submit(function() return "fresh" end)), "fresh")
  end
end)

test("cancelling: a busy loop, a sleep, the process lives on", function()
  local executor <close> = new()
  local first = await(executor:submit(pid))
  for _, job in ipairs { busy, nap } do
    local future = executor:submit(job, 60)
    await(aio.sleep(0))
    future:cancel()
    raises(aio.CancelledError, await, future)
    equal(await(executor:submit(pid)), first)
  end
end)

test("cancelling C code that does not react: the process is replaced", function()
  local executor <close> = new()
  local first = await(executor:submit(pid))
  local future = executor:submit(function() return (("a"):rep(2000)):find((".-"):rep(20) .. "b") end)
  local other = executor:submit(pid)
  local running = executor:submit(function() end)
  running:cancel()
  nap(0.02) -- the first job has begun
  future:cancel()
  truthy(await(other) ~= first)
end)

test("max_memory: running out of it is an ordinary error, and the next call is not hit", function()
  local executor <close> = new { max_workers = 1, max_memory = 8000000 }
  local first = await(executor:submit(pid))
  raises("not enough memory", await, executor:submit(function()
    all = {}
    for i = 1, 1e8 do all[i] = i end
  end))
  equal(await(executor:submit(function() return all end)), nil)
  equal(await(executor:submit(pid)), first)
end)

test("max_tasks_per_child, initializer", function()
  local executor <close> = new {
    max_workers = 1, max_tasks_per_child = 2, initializer = function(n) base = n end, initargs = { 40 },
  }
  local seen, distinct = {}, 0
  for _ = 1, 6 do
    local child = await(executor:submit(pid))
    if not seen[child] then distinct = distinct + 1 end
    seen[child] = true
    equal(await(executor:submit(function() return base + 2 end)), 42)
  end
  equal(distinct, 6)
end)

test("leaving the block waits for the calls and ends the processes", function()
  local future, child
  do
    local executor <close> = new()
    child = await(executor:submit(pid))
    future = executor:submit(nap, 0.01, "done")
  end
  equal(future:result(), "done")
  equal(os.execute(("kill -0 %d 2>/dev/null"):format(child)), nil)
end)

test("an executor for run_in_executor", function()
  local executor <close> = new()
  local loop = aio.get_running_loop()
  truthy(await(loop:run_in_executor(executor, pid)) ~= pid())
end)

test("what cannot be run as a worker", function()
  raises("executable '/no/such/aio' cannot be run", new, { executable = "/no/such/aio" })
  raises("executable must be a path, got number", new, { executable = 5 })
  raises("executable '/tmp' cannot be run", new, { executable = "/tmp" })
  raises("max_tasks_per_child must be an integer greater than 0", new, { max_tasks_per_child = 0 })
  local executor <close> = new { executable = "/bin/true" }
  local err = raises(aio.BrokenProcessPool, await, executor:submit(print))
  matches(err.message, "^cannot start a worker process: '/bin/true' exited with status 0 instead of answering")
end)

test("virtual time stands still while a process works", function()
  local executor <close> = new()
  local loop = aio.get_running_loop()
  local start = loop:time()
  local hour = loop:call_later(3600, function() end)
  await(executor:submit(nap, 0.005))
  equal(loop:time(), start)
  hour:cancel()
end)

plain("a loop that ends while a process is busy interrupts it", function()
  local executor = new()
  local future
  local start = os.time()
  aio.run(aio.async(function() future = executor:submit(busy) end)())
  equal(future:cancelled(), true)
  truthy(os.time() - start <= 3)
  executor:shutdown()
end)

check.finish()
